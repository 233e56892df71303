"""What several rules read in a document: quotation marks, figures, wording."""
