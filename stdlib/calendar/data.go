package calendar

var byName = map[string]func() *Calendar{}

var names []string
