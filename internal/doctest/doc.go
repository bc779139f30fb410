// Package doctest executes the documentation: every code block of README.md, CONTRIBUTING.md, CHANGELOG.md and docs/*.md is parsed, checked,
// evaluated or run by its test, so that no page can show what is not so.
//
// What is done with a block is told by the word after its fence:
//
//	policy     A policy that begins with "policy" is checked. It is also what the facts below it are about. Anything else is declarations,
//	           clauses or sentences, and is checked among the names that it mentions of testdata/vocabulary.policy.
//	           "from=F": it stands in a file of the repository. "together": it is added to the policies above. "file=F": it is written to a
//	           file of the page's folder. "put=F": its clauses go into that file in the place of those of the same id, its
//	           declarations behind those of their kind. "warns=CODE": the checker warns. Tests are run, unless they are to do.
//	facts      a case in YAML under the policy above. "R=reading" takes another reading. "file=F" writes it to a file.
//	decisions  what the engine answers to the facts above: see decisions_test.go.
//	console    "$ command" lines with their output. "exit=N" is the exit code of the last command.
//	sh         a script that must succeed.
//	ebnf, text the grammar and the reserved words, behind a comment that names them.
//
// Commands of a page run one after the other in one shell's folder, which is at first the top of the repository.
// UPDATE=1 writes what commands print, and what the parser says of itself, into the pages.
package doctest
