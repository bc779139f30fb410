// Package sources ties policies to the documents they encode, without keeping a document's text.
//
// An Outline says where each clause of a document stands: under which heading, and in which paragraph, item or sentence. Locate applies it to
// a text. A Lock keeps, for each clause, its id, its place and a digest of its normal form: so that Compare can tell which clauses of a later
// text changed, appeared or vanished, and the inventory (Account) can tell which clauses the policies leave out, with no text at hand.
//
// A change is first recorded in the lock, where it waits, and then confirmed by an editor who has looked at the rules that cite the clause.
package sources
