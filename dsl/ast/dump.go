package ast

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/clausewise/clausewise/dsl/source"
)

// Dump writes the tree as nested lists, one form for one tree: fields by name, parts that are not there left out. Places and comments are
// not part of it, so two texts have equal dumps exactly if they say the same.
//
// It goes over the fields by reflection, so that a new field cannot be forgotten here; the formatter's comparison of trees relies on that.
func Dump(f *File) string {
	var b strings.Builder
	if f.Policy != nil {
		b.WriteString(dump(reflect.ValueOf(f.Policy), 0))
		b.WriteByte('\n')
	}
	for _, item := range f.Items {
		b.WriteString(dump(reflect.ValueOf(item), 0))
		b.WriteByte('\n')
	}
	return b.String()
}

// DumpNode is Dump for one node.
func DumpNode(n Node) string { return dump(reflect.ValueOf(n), 0) }

const dumpWidth = 110

var (
	atType     = reflect.TypeFor[At]()
	spanType   = reflect.TypeFor[source.Span]()
	nameType   = reflect.TypeFor[Name]()
	stringType = reflect.TypeFor[String]()
	identType  = reflect.TypeFor[Ident]()
)

// dump gives a value at a depth of indentation; "" if there is nothing to say.
func dump(v reflect.Value, depth int) string {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return ""
		}
		return dump(v.Elem(), depth)
	case reflect.Slice:
		parts := make([]string, 0, v.Len())
		for i := range v.Len() {
			s := dump(v.Index(i), depth+1)
			if s == "" {
				s = "()"
			}
			parts = append(parts, s)
		}
		if len(parts) == 0 {
			return ""
		}
		return group("[", "", parts, "]", depth)
	case reflect.Struct:
		return dumpStruct(v, depth)
	case reflect.Bool:
		if !v.Bool() {
			return ""
		}
		return "yes"
	case reflect.String:
		if v.String() == "" {
			return ""
		}
		return strconv.Quote(v.String())
	default:
		return fmt.Sprint(v.Interface())
	}
}

func dumpStruct(v reflect.Value, depth int) string {
	switch v.Type() {
	case nameType:
		return v.FieldByName("Text").String()
	case identType:
		return v.FieldByName("Name").String()
	case stringType:
		if v.FieldByName("Span").Interface().(source.Span).IsZero() {
			return ""
		}
		return strconv.Quote(v.FieldByName("Value").String())
	}
	var parts []string
	for i := range v.NumField() {
		field := v.Type().Field(i)
		if field.Type == atType || field.Type == spanType {
			continue
		}
		s := dump(v.Field(i), depth+1)
		switch {
		case s == "":
		case s == "yes" && field.Type.Kind() == reflect.Bool:
			parts = append(parts, strings.ToLower(field.Name))
		default:
			parts = append(parts, strings.ToLower(field.Name)+"="+s)
		}
	}
	name := v.Type().Name()
	if name == "Tail" && len(parts) == 0 {
		return ""
	}
	return group("(", name, parts, ")", depth)
}

// group puts parts on one line if they fit, else each on a line of its own.
func group(open, head string, parts []string, shut string, depth int) string {
	width := len(open) + len(head) + len(shut) + 2*depth
	broken := false
	for _, s := range parts {
		width += len(s) + 1
		broken = broken || strings.IndexByte(s, '\n') >= 0
	}
	sep := " "
	if broken || width > dumpWidth {
		sep = "\n" + strings.Repeat("  ", depth+1)
	}
	var b strings.Builder
	b.WriteString(open)
	b.WriteString(head)
	for i, s := range parts {
		if i > 0 || head != "" || sep != " " {
			b.WriteString(sep)
		}
		b.WriteString(s)
	}
	b.WriteString(shut)
	return b.String()
}
