// Package rules builds the policies below this folder into the binary. It knows nothing of the language: a seller is a folder of
// .policy files, and adding one takes no Go. The folder vocabulary holds the names that they have in common.
package rules

import (
	"embed"
	"io/fs"
)

//go:embed */*.policy vocabulary/*.yaml
var files embed.FS

// Files is the built-in policy files, seller by seller: chrono24/authenticity.policy.
func Files() fs.FS { return files }
