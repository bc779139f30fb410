package diag

// factDocs documents the codes of fact files (F01…).
var factDocs []Doc
