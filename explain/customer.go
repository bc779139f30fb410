package explain

func (b *builder) customer(doc *Document) {}
func (b *builder) editor(doc *Document)   {}
