// Package policies embeds the workloads written in the rule language.
package policies

import "embed"

// FS holds one policy per workload.
//
//go:embed *.policy
var FS embed.FS
