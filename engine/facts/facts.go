// Package facts reads the facts of a case from YAML or JSON, directed by the policy's declarations.
package facts

import "github.com/clausewise/clausewise/stdlib/value"

// Set is the facts of a case: one value per input of the policy, by tree.Input.Index. A value of kind Invalid was not given, or was null.
type Set struct {
	Values []value.Value
}
