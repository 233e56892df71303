"""Articles about code, which show it on purpose."""

from __future__ import annotations

from linter import Document, find_words

# Two of these, and the article is about code, which it shows.
_OF_CODE = (
    r"(HTML5?|CSS3?|JavaScript|TypeScript|PHP|XML|JSON|YAML|TOML|Markdown|Python|Java|Perl|Ruby|Rust|Golang|SQL|MySQL"
    r"|PostgreSQL|SQLite|GitHub|GitLab|APIs?|SDK|npm|NuGet|Maven|Gradle|Node\.js|React|Angular|Vue|Django|Flask|Rails"
    r"|Laravel|Jinja|Liquid|Handlebars|Hugo|Jekyll|WordPress|Drupal|jQuery|Linux|Unix|Ubuntu|Debian|Docker"
    r"|Kubernetes|DOM|SVG|LaTeX|ASCII|UTF-8|Unicode|CVE|XSS|[Rr]egex|[Cc]ompilers?|[Pp]arsers?|[Ss]hortcodes?"
    r"|[Ss]ource code|[Cc]odebase|[Cc]ommand line|[Pp]rogramming language|[Qq]uell(code|text)|[Bb]roncode"
    r"|[Cc]ode source"
    r"|[Cc]ódigo fuente|localhost|[Bb]ackend|[Ff]rontend)"
)
_ABOUT_CODE = 2


def is_about_code(document: Document) -> bool:
    """Say whether an article speaks of code, so that code in it is no leak."""
    words = set()
    for found in find_words((_OF_CODE,), document.text, case_sensitive=True):
        words.add(found[0].casefold())
        if len(words) >= _ABOUT_CODE:
            return True
    return False
