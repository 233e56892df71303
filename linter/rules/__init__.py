"""Rule files and packs: reading, options, examples."""
