// Package schema holds the JSON Schemas of what the programs print.
package schema

import _ "embed" // the schemas

// DecisionV1 describes an answer: decision/v1.
//
//go:embed decision-v1.json
var DecisionV1 []byte

// ErrorV1 describes what is printed instead of an answer: error/v1.
//
//go:embed error-v1.json
var ErrorV1 []byte
