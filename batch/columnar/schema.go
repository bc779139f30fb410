package columnar

import (
	"errors"
	"fmt"
	"strings"

	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/format"
)

// Field is a node of the file's schema.
type Field struct {
	Name     string
	Path     string // with those around it, and dots between
	Optional bool
	Repeated bool
	Def, Rep int // the levels from which on a value is there, and is one more
	Kids     []*Field
	Leaf     int                     // its column; of a group, that of its first leaf
	Leaves   int                     // how many columns it has
	Kind     format.Type             // of a leaf
	Logical  format.LogicalTypeValue // what the kind stands for; nil: itself
	length   int                     // bytes of a value, where all have as many
}

// schema makes a tree of the list of nodes, each of which says how many of those that follow it are its own.
func (f *File) schema(list []format.SchemaElement) error {
	if len(list) == 0 || list[0].Type.Valid {
		return errors.New("it has no schema")
	}
	rest := list[1:]
	var err error
	f.Fields, err = f.kids(&rest, list[0].NumChildren.V, &Field{}, 0)
	if err == nil && len(rest) > 0 {
		err = errors.New("its schema has parts that belong to nothing")
	}
	return err
}

func (f *File) kids(rest *[]format.SchemaElement, n int32, above *Field, depth int) ([]*Field, error) {
	if depth > maxDepth {
		return nil, fmt.Errorf("its columns lie in more than %d groups", maxDepth)
	}
	var out []*Field
	for range n {
		if len(*rest) == 0 {
			return nil, errors.New("its schema is cut off")
		}
		e := &(*rest)[0]
		*rest = (*rest)[1:]
		k := &Field{Name: strings.Clone(e.Name), Def: above.Def, Rep: above.Rep, Leaf: f.Leaves, Logical: logical(e)}
		k.Path = strings.TrimPrefix(above.Path+"."+k.Name, ".")
		switch e.RepetitionType.V {
		case format.Optional:
			k.Optional = true
			k.Def++
		case format.Repeated:
			k.Repeated = true
			k.Def++
			k.Rep++
		}
		if e.Type.Valid {
			k.Kind, k.length, k.Leaves = e.Type.V, int(e.TypeLength.V), 1
			if k.Kind == format.FixedLenByteArray && k.length <= 0 {
				return nil, fmt.Errorf("column %s does not say how long its values are", k.Path)
			}
			f.Leaves++
			f.fields = append(f.fields, k)
		} else {
			var err error
			if k.Kids, err = f.kids(rest, e.NumChildren.V, k, depth+1); err != nil {
				return nil, err
			}
			if k.Leaves = f.Leaves - k.Leaf; k.Leaves == 0 {
				return nil, fmt.Errorf("column %s is a group of nothing", k.Path)
			}
		}
		out = append(out, k)
	}
	return out, nil
}

// logical is what a node stands for, also where the file was written before there were logical types.
func logical(e *format.SchemaElement) format.LogicalTypeValue {
	if e.LogicalType.Value != nil || !e.ConvertedType.Valid {
		return e.LogicalType.Value
	}
	moment := func(unit format.TimeUnitValue) format.LogicalTypeValue {
		return &format.TimestampType{IsAdjustedToUTC: true, Unit: format.TimeUnit{Value: unit}}
	}
	switch e.ConvertedType.V {
	case deprecated.UTF8:
		return &format.StringType{}
	case deprecated.Map:
		return &format.MapType{}
	case deprecated.List:
		return &format.ListType{}
	case deprecated.Enum:
		return &format.EnumType{}
	case deprecated.Decimal:
		return &format.DecimalType{Scale: e.Scale.V, Precision: e.Precision.V}
	case deprecated.Date:
		return &format.DateType{}
	case deprecated.TimestampMillis:
		return moment(&format.MilliSeconds{})
	case deprecated.TimestampMicros:
		return moment(&format.MicroSeconds{})
	case deprecated.Uint8, deprecated.Uint16, deprecated.Uint32:
		return &format.IntType{BitWidth: 32}
	case deprecated.Uint64:
		return &format.IntType{BitWidth: 64}
	}
	return nil
}
