package cli

// Has tells whether the library has a policy of a name.
func (l *Library) Has(name string) (bool, error) {
	found, err := l.versions(name)
	return len(found) > 0, err
}
