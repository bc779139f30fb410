package diag

// checkDocs documents the codes of the checker (P02… to P05…).
var checkDocs []Doc
