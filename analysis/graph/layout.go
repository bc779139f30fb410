package graph

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// The measures of a drawing, in pixels. Letters are taken to be wide, since nobody knows here which font draws them.
const (
	letter    = 8
	boxHeight = 40
	padding   = 12
	between   = 14 // two boxes of a layer
	gap       = 90 // two layers
	margin    = 20
	sweeps    = 6
)

// box is where a node is drawn.
type box struct{ x, y, width int }

// layout places the nodes in layers from left to right: a node stands right of everything that depends on it. Within a layer nodes are moved
// towards what they are connected with, so that fewer edges cross.
func (g *Graph) layout() (boxes []box, width, height int) {
	layers := g.layers()
	for range sweeps {
		for i := 1; i < len(layers); i++ {
			arrange(layers[i], before(g, layers[i-1], true))
		}
		for i := len(layers) - 2; i >= 0; i-- {
			arrange(layers[i], before(g, layers[i+1], false))
		}
	}
	boxes = make([]box, len(g.Nodes))
	x, tallest := margin, 0
	for _, layer := range layers {
		tallest = max(tallest, len(layer))
	}
	height = 2*margin + tallest*(boxHeight+between) - between
	for _, layer := range layers {
		widest := 0
		for _, n := range layer {
			widest = max(widest, n.width())
		}
		y := (height - len(layer)*(boxHeight+between) + between) / 2
		for _, n := range layer {
			boxes[n.index] = box{x, y, widest}
			y += boxHeight + between
		}
		x += widest + gap
	}
	return boxes, x - gap + margin, height
}

func (n *Node) width() int {
	name, note := n.label()
	return max(utf8.RuneCountInString(name)*letter, utf8.RuneCountInString(note)*(letter-1)) + 2*padding
}

// layers are the nodes by the longest way on which they can be reached.
func (g *Graph) layers() [][]*Node {
	depth := make([]int, len(g.Nodes))
	for changed := true; changed; {
		changed = false
		for _, n := range g.Nodes {
			for _, e := range n.Edges {
				if e.Relation < Prevails && depth[e.To.index] < depth[n.index]+1 {
					depth[e.To.index] = depth[n.index] + 1
					changed = true
				}
			}
		}
	}
	var layers [][]*Node
	for _, n := range g.Nodes {
		for len(layers) <= depth[n.index] {
			layers = append(layers, nil)
		}
		layers[depth[n.index]] = append(layers[depth[n.index]], n)
	}
	return layers
}

// before gives for each node of the next layer the places of its neighbours in this one.
func before(g *Graph, layer []*Node, forward bool) map[*Node][]int {
	places := map[*Node][]int{}
	at := map[*Node]int{}
	for i, n := range layer {
		at[n] = i
	}
	for _, n := range g.Nodes {
		for _, e := range n.Edges {
			from, to := n, e.To
			if !forward {
				from, to = to, from
			}
			if i, ok := at[from]; ok && e.Relation < Prevails {
				places[to] = append(places[to], i)
			}
		}
	}
	return places
}

// arrange orders a layer by the mean place of each node's neighbours; a node without any stays where it is.
func arrange(layer []*Node, places map[*Node][]int) {
	mean := map[*Node]float64{}
	for i, n := range layer {
		mean[n] = float64(i)
		if ps := places[n]; len(ps) > 0 {
			sum := 0
			for _, p := range ps {
				sum += p
			}
			mean[n] = float64(sum) / float64(len(ps))
		}
	}
	slices.SortStableFunc(layer, func(a, b *Node) int { return cmp.Compare(mean[a], mean[b]) })
}
