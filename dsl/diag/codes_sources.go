package diag

// The codes of locks of source documents.
const (
	LockUnreadable      Code = "P0601"
	SourceNotLocked     Code = "P0602" // the lock beside the policy does not have the document
	ClauseNotInDocument Code = "P0603"
	ClauseUnaccounted   Code = "P0604" // a clause of the document is in no policy
	ClauseOutOfOrder    Code = "P0605"
	ClauseChanged       Code = "P0606" // the text of a clause changed and no editor has confirmed it
)

// exampleLock is a lock of two clauses, with which the examples begin; a line of three hyphens is between it and the policies.
const exampleLock = `lock: 1
documents:
  - document: "harbour"
    title: "Returns"
    sections:
      - heading: "Returns"
        text:
          - {clause: "1", at: "item 1", digest: "sha256:0000000000000000000000000000000000000000000000000000000000000000"}
          - {clause: "2", at: "item 2", digest: "sha256:1111111111111111111111111111111111111111111111111111111111111111"}
---
`

const exampleHeader = `policy "harbour/returns"
  source "harbour"
fact worn : yes or no
decision accepted : yes or no
`

const exampleClauses = `clause "1" "worn watches" { accepted is no when worn. }
clause "2" { accepted is yes otherwise. }
`

// sourceDocs documents the codes P06…: locks, and the clauses that they list. An example is a lock and a policy.
var sourceDocs = []Doc{
	{
		Code: LockUnreadable, Title: "a lock that cannot be read",
		Occurs: "sources.lock is not as policyc sources lock writes it",
		Why:    "A clause that cannot be read from it would not be missed in the policies.",
		Wrong:  "lock: 1\ndocument: \"harbour\"\n---\n" + exampleHeader + exampleClauses,
		Right:  exampleLock + exampleHeader + exampleClauses,
	},
	{
		Code: SourceNotLocked, Title: "a document that is not locked",
		Occurs: "a policy names a source that the sources.lock beside it does not have",
		Why:    "Nobody has listed the clauses of that document, so that none can be found missing. Often the name is misspelt.",
		Wrong:  exampleLock + "policy \"harbour/returns\"\n  source \"harbor\"\nfact worn : yes or no\ndecision accepted : yes or no\n" + exampleClauses,
		Right:  exampleLock + exampleHeader + exampleClauses,
	},
	{
		Code: ClauseNotInDocument, Title: "a clause that the document does not have",
		Occurs: "a policy has a clause whose id is not in sources.lock",
		Why:    "An answer that cites it would lead whoever looks it up to nothing.",
		Wrong:  exampleLock + exampleHeader + exampleClauses + "clause \"§2a\" informational \"thanks\"\n",
		Right:  exampleLock + exampleHeader + exampleClauses,
	},
	{
		Code: ClauseUnaccounted, Title: "a clause that no policy has",
		Occurs: "a clause of the document is in none of the policies that name the document",
		Why:    "Every clause is encoded, or a policy says why not. Otherwise nobody can tell whether it was overlooked.",
		Wrong:  exampleLock + exampleHeader + "clause \"1\" { accepted is no when worn.  accepted is yes otherwise. }\n",
		Right:  exampleLock + exampleHeader + "clause \"1\" { accepted is no when worn.  accepted is yes otherwise. }\nclause \"2\" informational \"a greeting\"\n",
	},
	{
		Code: ClauseOutOfOrder, Title: "a clause in another order than the document's",
		Occurs: "a clause stands before one that precedes it in the document",
		Why:    "Whoever reads the policy beside the document looks for the clauses in its order.",
		Wrong:  exampleLock + exampleHeader + "clause \"2\" informational \"a greeting\"\nclause \"1\" { accepted is no when worn.  accepted is yes otherwise. }\n",
		Right:  exampleLock + exampleHeader + "clause \"1\" { accepted is no when worn.  accepted is yes otherwise. }\nclause \"2\" informational \"a greeting\"\n",
	},
	{
		Code: ClauseChanged, Title: "a clause whose text has changed",
		Occurs: "policyc sources verify --record found that the text of a clause changed, appeared or vanished, and nobody has confirmed since that the policies are right",
		Why:    "The rules that cite it were written for another text. Whoever has compared them says so with policyc sources confirm.",
		Wrong: `lock: 1
documents:
  - document: "harbour"
    title: "Returns"
    sections:
      - heading: "Returns"
        text:
          - {clause: "1", at: "item 1", digest: "sha256:0000000000000000000000000000000000000000000000000000000000000000"}
          - {clause: "2", at: "item 2", digest: "sha256:1111111111111111111111111111111111111111111111111111111111111111", changed: "sha256:2222222222222222222222222222222222222222222222222222222222222222"}
---
` + exampleHeader + exampleClauses,
		Right: exampleLock + exampleHeader + exampleClauses,
	},
}
