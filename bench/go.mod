module github.com/clausewise/clausewise/bench

go 1.26.0

replace github.com/clausewise/clausewise => ../

require github.com/clausewise/clausewise v0.0.0

require (
	github.com/alecthomas/participle/v2 v2.1.4 // indirect
	github.com/bojanz/currency v1.5.0 // indirect
	github.com/cockroachdb/apd/v3 v3.2.1 // indirect
	github.com/hashicorp/errwrap v1.1.0 // indirect
	github.com/hashicorp/go-multierror v1.1.1 // indirect
	github.com/shopspring/decimal v1.6.0 // indirect
)
