"""LanguageTool: finding one, its server, talking to it, and which of its findings are believed."""
