package workload

var clauseBits = func() map[string]uint32 {
	bits := make(map[string]uint32, len(ClauseIDs))
	for i, id := range ClauseIDs {
		bits[id] = 1 << i
	}
	return bits
}()

// Clause is the bit of a clause by its identifier; 0 if there is none.
func Clause(id string) uint32 { return clauseBits[id] }
