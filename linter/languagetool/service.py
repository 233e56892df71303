"""What LanguageTool says of texts: from the cache, or from a server."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from linter.folders import cache_folder
from linter.languagetool.exchange import Match, Question, batches
from linter.languagetool.installation import Installation, find_installation
from linter.languagetool.settings import LanguageToolSettings

if TYPE_CHECKING:
    from linter.languagetool.client import Client

# Code points a request: larger ones are no faster, and a server that hangs is noticed later.
_BATCH = 20_000
# Seconds before a server of our own is asked for again when it was gone.
_PAUSES = (0.1, 0.5, 1.5)


class Service:
    """LanguageTool as the settings say it is to be reached; raises `Unavailable` where it cannot be."""

    def __init__(self, settings: LanguageToolSettings) -> None:
        self._settings = settings
        self._client: Client | None = None
        self._installation = Installation("", "")
        if settings.url:
            from linter.languagetool.client import Client

            self._client = Client(settings.url, settings.timeout)
            self._version = f"{settings.url} {self._client.version()}"
        else:
            self._installation = find_installation(settings)
            self._version = self._installation.version

    def close(self) -> None:
        """Close the connection to the server, which goes on."""
        if self._client:
            self._client.close()

    def ask(self, texts: Sequence[str], question: Question) -> list[list[Match]]:
        """Return what LanguageTool finds in each text; what it said before is not asked again."""
        from linter.languagetool.cache import Cache, keys_of

        cache = Cache(cache_folder()) if self._settings.cache else None
        try:
            keys = keys_of(texts, question, self._version)
            known = cache.get(list(dict.fromkeys(keys))) if cache else {}
            new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
            for batch in batches([len(text) for text in new.values()], _BATCH):
                some = list(new.items())[batch.start : batch.stop]
                said = self._send([text for _, text in some], question)
                answers = {key: matches for (key, _), matches in zip(some, said, strict=True)}
                known.update(answers)
                if cache:
                    cache.put(answers)
        finally:
            if cache:
                cache.close()
        return [known[key] for key in keys]

    def _send(self, texts: Sequence[str], question: Question) -> list[list[Match]]:
        from linter.languagetool.client import Gone

        # A server that dies while it answers fails the run; one that was gone when it was found is started.
        pauses = _PAUSES if self._client is None else ()
        for pause in pauses:
            try:
                return self._ask(texts, question)
            except Gone:
                # It came to its idle end or was killed, and may not be all gone yet.
                self._client = None
                time.sleep(pause)
        return self._ask(texts, question)

    def _ask(self, texts: Sequence[str], question: Question) -> list[list[Match]]:
        from linter.languagetool.client import Hung

        client = self._client = self._client or self._own()
        try:
            return client.check(texts, question)
        except Hung:
            self._end_own()
            raise

    def _end_own(self) -> None:
        """End a server that hangs: the next run shall not wait for it again."""
        if not self._settings.url:
            from linter.languagetool.server import stop

            stop()

    def _own(self) -> Client:
        """Return a connection to the server of this user, started at need."""
        from linter.languagetool.client import Client
        from linter.languagetool.server import ensure

        state = ensure(self._installation, self._settings.idle, fails=self._settings.mode == "required")
        return Client(f"http://127.0.0.1:{state.port}", self._settings.timeout)
