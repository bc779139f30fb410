package diag

//go:generate go run ../../internal/gen/errors -o ../../docs/errors.md

// Doc documents a code: its text is what `policyc explain-code` and docs/errors.md print, and its examples are tests.
type Doc struct {
	Code Code
	// Title is the finding in a few words.
	Title string
	// Occurs completes "It occurs when …".
	Occurs string
	// Why says, for a lawyer, what would go wrong otherwise.
	Why string
	// Wrong is an example that yields the code (a policy file, or for facts a fact file); Right is its repair.
	Wrong, Right string
}

// Docs is the documentation of all codes, in order: P01 syntax, P02 names, P03 types, P04 clauses and edges, P05 completeness, P06 source documents, P07 allowances, F facts, T tests.
func Docs() []Doc {
	var all []Doc
	all = append(all, syntaxDocs...)
	all = append(all, checkDocs()...)
	all = append(all, sourceDocs...)
	all = append(all, allowDocs...)
	all = append(all, factDocs...)
	all = append(all, testDocs()...)
	return all
}
