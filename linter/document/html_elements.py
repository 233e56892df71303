"""What the elements of HTML do to text: which end a block, which are not read, which close others."""

from __future__ import annotations

from linter.document.document import Kind

# Elements that end one another and are ended by one another's end tags go by one name.
FAMILY = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("td", "th"), "cell"),
    **dict.fromkeys(("thead", "tbody", "tfoot"), "rows"),
    **dict.fromkeys(("dd", "dt"), "term"),
}

# The kind (and level) of the text of an element and of what is in it; other elements change nothing.
KINDS: dict[str, tuple[Kind, int]] = {
    **{f"h{level}": ("heading", level) for level in range(1, 7)},
    "blockquote": ("quote", 0),
    "caption": ("caption", 0),
    "figcaption": ("caption", 0),
    "li": ("list-item", 0),
    "td": ("table-cell", 0),
    "th": ("table-cell", 0),
}

# What a browser does not show.
HIDDEN = frozenset(
    {"datalist", "head", "meter", "noembed", "noframes", "noscript", "progress", "rp", "script", "select"}
    | {"style", "template", "title"}
)

_EMBEDS = frozenset({"audio", "embed", "iframe", "listing", "object", "pre", "video", "xmp"})
# What is seen but holds no text to read.
OBJECTS = _EMBEDS | {"canvas", "code", "img", "input", "kbd", "math", "samp", "svg"}

_ENDS_PARAGRAPH = frozenset(
    {"address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div", "dl"}
    | {"fieldset", "figcaption", "figure", "footer", "form", "header", "heading", "hgroup", "hr", "li"}
    | {"listing", "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary", "table", "term"}
    | {"ul", "xmp"}
)
# By family: elements that stand on lines of their own.
BLOCKS = (
    _ENDS_PARAGRAPH
    | _EMBEDS
    | {"body", "button", "caption", "cell", "html", "legend", "rows", "textarea", "tr"}
)

TABLE_PARTS = frozenset({"cell", "rows", "tr"})
# By family: which open elements a start tag closes, as far as the innermost fence.
CLOSES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(_ENDS_PARAGRAPH, ("p", "head")),
    "body": ("head",),
    "heading": ("p", "heading", "head"),
    "li": ("li", "p"),
    "term": ("term", "p"),
    "cell": ("cell", "caption"),
    "tr": ("tr", "cell", "caption"),
    "rows": ("rows", "tr", "cell", "caption"),
}
# By family: what no start tag inside closes beyond; for the parts of a table only the table counts.
FENCES = BLOCKS - {"address", "div", "heading", "li", "p", "term"} | OBJECTS | {"template"}

# What only a whole page has; a fragment has none.
PAGE = frozenset({"body", "html"})

# What frames an article, by element or by role.
LANDMARKS = frozenset({"aside", "footer", "header", "nav"})
ROLES = {
    "banner": "header",
    "complementary": "aside",
    "contentinfo": "footer",
    "main": "main",
    "navigation": "nav",
}

# A table keeps the end tags of other elements inside it; these reach beyond.
REACH_OUT = TABLE_PARTS | LANDMARKS | {"article", "body", "caption", "html", "main", "table"}

# Elements that change how their text is read even without attributes.
CHANGING = frozenset({*KINDS, *HIDDEN, *OBJECTS, *LANDMARKS, "article", "dialog", "main"})
