"""Files into documents: decoding, markup, blocks, language, sentences."""
