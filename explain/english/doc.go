// Package english makes sentences of the names and questions of a policy: "Was the purchase concluded on the platform?" becomes "the purchase
// was not concluded on the platform", received_on "the day of receipt".
//
// It knows little English and says when it does not know: what it cannot turn with confidence, it leaves to its caller.
package english
