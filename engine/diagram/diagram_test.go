package diagram

import (
	"testing"

	"pgregory.net/rapid"
)

const (
	vars   = 4
	domain = 3
)

// table is a function as the list of its leaves under every assignment: what a diagram must be equal to.
type table [81]int32

func assignment(i int) (a [vars]int) {
	for v := range a {
		a[v] = i % domain
		i /= domain
	}
	return a
}

func (d *Diagrams) eval(r Ref, a [vars]int) int32 {
	for r < 0 {
		n := d.nodes[^r]
		r = d.kids[int(n.first)+a[n.v]]
	}
	return int32(r)
}

// function draws a function as a diagram, built of choices in any order of variables, and as a table.
func function(t *rapid.T, d *Diagrams, depth int) (Ref, table) {
	var tab table
	if depth == 0 || rapid.IntRange(0, 3).Draw(t, "leaf") == 0 {
		leaf := rapid.Int32Range(0, 2).Draw(t, "value")
		for i := range tab {
			tab[i] = leaf
		}
		return Ref(leaf), tab
	}
	v := rapid.IntRange(0, vars-1).Draw(t, "var")
	kids := make([]Ref, domain)
	tabs := make([]table, domain)
	for i := range kids {
		kids[i], tabs[i] = function(t, d, depth-1)
	}
	for i := range tab {
		tab[i] = tabs[assignment(i)[v]][i]
	}
	return d.Choice(Var(v), kids...), tab
}

func newDiagrams() *Diagrams {
	d := New(100_000)
	for range vars {
		d.NewVar(domain)
	}
	return d
}

// A diagram gives what its function gives, and two are the same reference exactly if the functions are equal.
func TestCanonical(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := newDiagrams()
		a, ta := function(t, d, 4)
		b, tb := function(t, d, 4)
		for i := range ta {
			if got := d.eval(a, assignment(i)); got != ta[i] {
				t.Fatalf("assignment %v: %d, want %d", assignment(i), got, ta[i])
			}
		}
		if (a == b) != (ta == tb) {
			t.Fatalf("same reference %v, same function %v", a == b, ta == tb)
		}
	})
}

// Map2 and Map3 work leaf by leaf.
func TestMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := newDiagrams()
		a, ta := function(t, d, 3)
		b, tb := function(t, d, 3)
		c, tc := function(t, d, 3)
		two := d.Map2(a, b, func(x, y int32) Ref { return Ref(3*x + y) })
		three := d.Map3(a, b, c, func(x, y, z int32) Ref { return Ref(9*x + 3*y + z) })
		for i := range ta {
			if got := d.eval(two, assignment(i)); got != 3*ta[i]+tb[i] {
				t.Fatalf("Map2 at %v: %d", assignment(i), got)
			}
			if got := d.eval(three, assignment(i)); got != 9*ta[i]+3*tb[i]+tc[i] {
				t.Fatalf("Map3 at %v: %d", assignment(i), got)
			}
		}
	})
}

// Restrict gives what the function gives where the variable has the value, and depends on the variable no longer.
func TestRestrict(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := newDiagrams()
		a, _ := function(t, d, 4)
		v, x := rapid.IntRange(0, vars-1).Draw(t, "var"), rapid.IntRange(0, domain-1).Draw(t, "value")
		got := d.Restrict(a, Var(v), x)
		for i := range len(table{}) {
			under := assignment(i)
			under[v] = x
			if d.eval(got, assignment(i)) != d.eval(a, under) {
				t.Fatalf("restricted at %v: %d, want %d", assignment(i), d.eval(got, assignment(i)), d.eval(a, under))
			}
		}
		d.Visit(got, func(w Var) {
			if w == Var(v) {
				t.Fatal("the variable is still there")
			}
		}, func(int32) {})
	})
}

// The variables visited are exactly those on which the function depends.
func TestVisitIsSupport(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := newDiagrams()
		a, ta := function(t, d, 4)
		got := map[Var]bool{}
		d.Visit(a, func(v Var) { got[v] = true }, func(int32) {})
		for v := range vars {
			matters := false
			for i := range ta {
				for j := range ta {
					x, y := assignment(i), assignment(j)
					x[v], y[v] = 0, 0
					matters = matters || x == y && ta[i] != ta[j]
				}
			}
			if matters != got[Var(v)] {
				t.Fatalf("variable %d matters: %v, visited: %v", v, matters, got[Var(v)])
			}
		}
	})
}

// At the limit the diagrams say so instead of growing, and can be resumed.
func TestLimit(t *testing.T) {
	d := New(2)
	var all Ref
	for range 8 {
		v := d.NewVar(2)
		all = d.Map2(all, d.Choice(v, 0, 1), func(x, y int32) Ref { return Ref(2*x + y) })
	}
	if !d.Over() {
		t.Fatal("2 nodes are not enough for 8 variables")
	}
	if len(d.nodes) > 2 {
		t.Fatalf("%d nodes, allowed are 2", len(d.nodes))
	}
	d.Resume(100)
	if d.Over() {
		t.Fatal("resumed, and still over")
	}
}
