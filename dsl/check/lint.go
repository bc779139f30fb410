package check

func (w *world) lint() {}
