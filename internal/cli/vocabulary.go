package cli

import (
	"io/fs"
	"path"

	"github.com/clausewise/clausewise/asking/compare"
)

// Vocabulary reads the names that the policies of the library have in common: the files of its folder vocabulary.
func (l *Library) Vocabulary() (*compare.Vocabulary, error) {
	names, err := fs.Glob(l.files, "vocabulary/*.yaml")
	if err != nil {
		return nil, err
	}
	v := &compare.Vocabulary{}
	for _, name := range names {
		text, err := l.readLimited(name)
		if err != nil {
			return nil, err
		}
		if err := v.Add(path.Join(l.prefix, name), []byte(text)); err != nil {
			return nil, err
		}
	}
	return v, nil
}
