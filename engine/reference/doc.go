// Package reference evaluates a checked policy in the slowest and most obvious way. It is the oracle that the engine is tested against.
//
// It is written from section 6 of the language brief alone: plain recursion over the tree, exact decimals, nothing remembered. It
// shares no code with package engine.
//
// # How
//
// A condition is evaluated under an assignment of variables. An unknown fact of finitely many values is a variable with those values;
// an unknown set is one variable per member. Every other unknown fact is symbolic: a text for what it stands for and an interval it
// lies in. A comparison, membership, quantified condition or emptiness of something symbolic is an atom. What the intervals do not
// settle is a variable of two values, named by the atom's text.
//
// Whenever evaluation meets a variable that has no value yet it stops, and starts again once for each value the variable may have. The
// answers of all these runs, with the assignments that led to them, are the decision tree of a question (explore.go). The variables that
// matter are found by definition: two answers that differ, under assignments that can be completed so that they differ in one variable
// only, show that this variable matters.
//
// # The table of intervals
//
//	unknown fact: number, percent, money     its bounds that are literals without condition
//	unknown determination                    all its bounds that apply, by their intervals
//	any other unknown                        unbounded
//	n days, months after or before X         both ends of X moved
//	n working days after X, working day      both ends of X moved; without the calendar, from the end moved over weekends alone,
//	  on or after X                            without limit (a holiday only moves it further)
//	the same before X                        mirrored
//	last day of P from and including X       both ends of X moved
//	period S on X                            from the first day of the schedule; last day not before X, first day not after it
//	year of X                                both ends
//	month, day, weekday                      1 to 12, 1 to 31, no order
//	sum, less                                ends added
//	product, share                           smallest and largest product of the ends
//	smallest, earliest; largest, latest      smallest or largest of the lower ends, and of the upper ends
//	sum over an unknown list                 at least zero if each member is
//	count of an unknown list                 at least zero
//	rounding                                 both ends rounded
//	limits and floors of an account          as smallest and largest
//
// An amount whose interval is a single point, in a known currency, is known. What has the same text is equal.
package reference
