package batch

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/parquet-go/parquet-go"
)

// WriteParquet makes a Parquet file of a table of answers that a run has written: the same columns, the row as a number, empty cells as null.
func WriteParquet(w io.Writer, answers io.Reader) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the Parquet file cannot be written: %v", r)
		}
	}()
	in := csv.NewReader(answers)
	in.ReuseRecord = true
	header, err := in.Read()
	if err != nil {
		return fmt.Errorf("the answers cannot be read: %w", err)
	}
	group := parquet.Group{"row": parquet.Compressed(parquet.Int(64), &parquet.Zstd)}
	names := append([]string(nil), header...)
	for _, n := range names[1:] {
		group[n] = parquet.Optional(parquet.Compressed(parquet.String(), &parquet.Zstd))
	}
	schema := parquet.NewSchema("answers", group)
	columns := make([]int, len(names))
	for i, n := range names {
		leaf, ok := schema.Lookup(n)
		if !ok {
			return fmt.Errorf("the answers have no column %s", n)
		}
		columns[i] = leaf.ColumnIndex
	}
	out := parquet.NewWriter(w, schema, parquet.MaxRowsPerRowGroup(100_000))
	row := make(parquet.Row, len(names))
	for {
		cells, err := in.Read()
		if errors.Is(err, io.EOF) {
			return out.Close()
		}
		if err != nil {
			return fmt.Errorf("the answers cannot be read: %w", err)
		}
		if err := fillRow(row, columns, cells); err != nil {
			return err
		}
		if _, err := out.WriteRows([]parquet.Row{row}); err != nil {
			return err
		}
	}
}

// fillRow makes a row of cells; the cells stand in the order of the columns.
func fillRow(row parquet.Row, columns []int, cells []string) error {
	number, err := strconv.ParseInt(cells[0], 10, 64)
	if err != nil {
		return err
	}
	row[columns[0]] = parquet.Int64Value(number).Level(0, 0, columns[0])
	for i := 1; i < len(columns); i++ {
		v := parquet.NullValue().Level(0, 0, columns[i])
		if cells[i] != "" {
			v = parquet.ByteArrayValue([]byte(cells[i])).Level(0, 1, columns[i])
		}
		row[columns[i]] = v
	}
	return nil
}
