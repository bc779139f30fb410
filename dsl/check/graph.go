package check

// components finds the strongly connected components of a graph, each after those it leads to (Tarjan's algorithm without recursion, since
// chains may be long).
func components(next [][]int) [][]int {
	n := len(next)
	var (
		out     [][]int
		stack   []int
		order   = make([]int, n) // from 1; 0: not seen
		low     = make([]int, n)
		onStack = make([]bool, n)
		seen    int
	)
	type frame struct{ v, i int }
	for root := range n {
		if order[root] != 0 {
			continue
		}
		call := []frame{{v: root}}
		for len(call) > 0 {
			f := &call[len(call)-1]
			v := f.v
			if f.i == 0 {
				seen++
				order[v], low[v] = seen, seen
				stack = append(stack, v)
				onStack[v] = true
			}
			descended := false
			for f.i < len(next[v]) {
				to := next[v][f.i]
				f.i++
				if order[to] == 0 {
					call = append(call, frame{v: to})
					descended = true
					break
				}
				if onStack[to] {
					low[v] = min(low[v], order[to])
				}
			}
			if descended {
				continue
			}
			if f.i == 0 {
				f.i = 1
			}
			call = call[:len(call)-1]
			if len(call) > 0 {
				up := call[len(call)-1].v
				low[up] = min(low[up], low[v])
			}
			if low[v] != order[v] {
				continue
			}
			var c []int
			for {
				x := stack[len(stack)-1]
				stack = stack[:len(stack)-1]
				onStack[x] = false
				c = append(c, x)
				if x == v {
					break
				}
			}
			out = append(out, c)
		}
	}
	return out
}

// cycles gives one shortest cycle through the first node of each component that has one.
func cycles(next [][]int) [][]int {
	var out [][]int
	for _, c := range components(next) {
		first := c[0]
		for _, v := range c {
			first = min(first, v)
		}
		if len(c) == 1 && !leadsTo(next[first], first) {
			continue
		}
		out = append(out, cycleThrough(next, first, c))
	}
	return out
}

func leadsTo(next []int, v int) bool {
	for _, to := range next {
		if to == v {
			return true
		}
	}
	return false
}

// cycleThrough finds a shortest way from v back to v inside a component, breadth first.
func cycleThrough(next [][]int, v int, component []int) []int {
	in := make(map[int]bool, len(component))
	for _, x := range component {
		in[x] = true
	}
	from := map[int]int{}
	queue := []int{v}
	for len(queue) > 0 {
		x := queue[0]
		queue = queue[1:]
		for _, to := range next[x] {
			if to == v {
				var path []int
				for ; x != v; x = from[x] {
					path = append(path, x)
				}
				path = append(path, v)
				for i, j := 0, len(path)-1; i < j; i, j = i+1, j-1 {
					path[i], path[j] = path[j], path[i]
				}
				return path
			}
			if _, seen := from[to]; !seen && in[to] {
				from[to] = x
				queue = append(queue, to)
			}
		}
	}
	return []int{v}
}
