package diag

// syntaxDocs documents the codes of the parser (P01…).
var syntaxDocs []Doc
