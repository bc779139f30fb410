package cli

import "github.com/clausewise/clausewise/internal/cache"

// CacheFlags are for verbs that keep what they computed.
type CacheFlags struct {
	Cache   string `placeholder:"FOLDER" env:"POLICYC_CACHE" help:"Where to keep what was found in policies that do not change; the user's folder for caches if none is given." completion-predictor:"file"`
	NoCache bool   `help:"Look at everything again, and keep nothing."`
}

// Store is the store that the flags name; nil if nothing is to be kept.
func (f *CacheFlags) Store() *cache.Store {
	if f.NoCache {
		return nil
	}
	return cache.Open(f.Cache)
}
