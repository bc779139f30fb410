package explain

// Voice says for whom an answer is explained.
type Voice uint8

// The voices: over the same record, different things are told.
const (
	// Handler is somebody who decides cases and must be able to defend each answer clause by clause.
	Handler Voice = iota
	// Customer is the person the case is about: no internal names, nothing that did not come to bear.
	Customer
	// Editor is somebody who writes the policy: rule by rule, with places in the file.
	Editor
)

var voiceNames = [...]string{"handler", "customer", "editor"}

// String is the voice's name.
func (v Voice) String() string { return voiceNames[v] }

// ParseVoice finds a voice by name.
func ParseVoice(name string) (Voice, bool) {
	for i, n := range voiceNames {
		if n == name {
			return Voice(i), true
		}
	}
	return Handler, false
}
