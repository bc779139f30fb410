// Package hostile holds the tests of what may be done to the commands from outside: odd files, full disks, closed pipes, being killed. It
// has no code of its own outside the tests. What may be done to the parser, the checker and the decoder of facts is tried in their own
// packages; docs/trust.md says where.
package hostile
