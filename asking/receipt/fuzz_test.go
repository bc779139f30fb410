package receipt

import "testing"

// Whatever a record holds, with a digest that fits: it is no record, or it is replayed and the verdict says what differs.
func FuzzRead(f *testing.F) {
	f.Add(record(f, rental, facts1, nil))
	f.Add(record(f, rental, facts1, map[string]string{"A": "month"}, "due"))
	f.Add([]byte(`{"schema": "decision-record/v1", "policy": {"name": 1}}`))
	g := program(f, rental)
	f.Fuzz(func(t *testing.T, text []byte) {
		v, err := generic(text)
		if err != nil {
			return
		}
		members, ok := v.(map[string]any)
		if !ok {
			return
		}
		sum, err := digestOf(members)
		if err != nil {
			return
		}
		members[digestMember] = sum
		r := &Record{members: members}
		policy, _ := members["policy"].(map[string]any)
		if r.Policy, ok = policy["name"].(string); !ok {
			return
		}
		verdict, err := r.Replay(g, "1", textDigest)
		if err != nil {
			return
		}
		for _, d := range verdict.Changed {
			if d.Then == d.Now || d.Part == "" {
				t.Fatalf("%+v is no difference", d)
			}
		}
	})
}
