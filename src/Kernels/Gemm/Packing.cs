namespace HyperGan.Kernels;

/// <summary> Copies of operands in the order in which the tile reads them. </summary>
static unsafe class Packing
{
    /// <summary>
    /// <paramref name="k"/> rows and <paramref name="n"/> columns of B as panels of <paramref name="width"/> columns, each panel row by
    /// row; the last one is padded with zeros.
    /// </summary>
    public static void Panels(in Operand b, int k, int n, int width, Real* to)
    {
        if (b.Col == 1)
            PanelsByRows(b, k, n, width, to);
        else
            PanelsByColumns(b, k, n, width, to);

        var padded = (width - n % width) % width;
        for (var p = 0; padded > 0 && p < k; p++)
            new Span<Real>(to + (nint)k * (n + padded - width) + (nint)(p + 1) * width - padded, padded).Clear();
    }

    /// <summary> Rows are read from end to end, which is what the hardware fetches ahead. </summary>
    static void PanelsByRows(in Operand b, int k, int n, int width, Real* to)
    {
        for (var p = 0; p < k; p++, to += width)
        {
            var from = b.Pointer + p * b.Row;
            var panel = to;
            for (var j = 0; j < n; j += width, panel += (nint)k * width)
                Copy(from + j, Math.Min(width, n - j), panel);
        }
    }

    static void PanelsByColumns(in Operand b, int k, int n, int width, Real* to)
    {
        for (var j = 0; j < n; j += width, to += (nint)k * width)
        {
            var panel = b.At(0, j);
            var cols = Math.Min(width, n - j);
            if (b.Row == 1)
                Transpose.Copy(panel.Pointer, panel.Col, cols, k, to, width);
            else
                for (var p = 0; p < k; p++)
                    for (var c = 0; c < cols; c++)
                        to[(nint)p * width + c] = panel.Pointer[p * panel.Row + c * panel.Col];
        }
    }

    static void Copy(Real* from, int count, Real* to) => new ReadOnlySpan<Real>(from, count).CopyTo(new(to, count));
}
