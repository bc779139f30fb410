// Package difftest holds the tests that compare the engine with the reference evaluator on generated policies and cases, and the laws that any
// evaluator of the language must keep. It has no code of its own outside the tests.
package difftest
