.PHONY: help build test lint race fuzz generate conformance check

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

build: ## the commands, in the current folder; without the C library they start a millisecond earlier
	CGO_ENABLED=0 go build -trimpath ./cmd/policyc ./cmd/policyrun

test: ## all tests
	go test ./...

race: ## all tests under the race detector
	go test -race ./...

lint: ## vet and lint
	go vet ./...
	go tool -modfile=tools/go.mod golangci-lint run ./...

generate: ## write the generated files anew
	go generate ./...

update: ## rewrite golden files; look at the difference before you commit it
	UPDATE=1 go test ./...

fuzz: ## a short run of every fuzz target
	./.ci/fuzz 20s

check: test lint race ## what CI runs, without the conformance cases
