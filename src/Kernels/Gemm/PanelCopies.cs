namespace HyperGan.Kernels;

/// <summary> Copies B into panels: some rows of all panels are a piece where B's columns are contiguous, and one panel otherwise. </summary>
readonly unsafe ref struct PanelCopies<TVector, TLanes>(ref readonly Operand b, int k, int n, Real* to) : IJob
    where TVector : struct
    where TLanes : ILanes<TVector>
{
    /// <summary> Rows of B that are a piece. </summary>
    const int Rows = 16;

    readonly ref readonly Operand _b = ref b;
    readonly int _k = k, _n = n;
    readonly Real* _to = to;

    static int PanelWidth => Packing<TVector, TLanes>.PanelWidth;

    public int Pieces => _b.Col == 1 ? (_k + Rows - 1) / Rows : (_n + PanelWidth - 1) / PanelWidth;

    public void Run(int piece)
    {
        if (_b.Col == 1)
            CopyRows(piece * Rows, Math.Min((piece + 1) * Rows, _k));
        else
            CopyPanel(piece * PanelWidth);
    }

    /// <summary> Rows are read from end to end, which is what the hardware fetches ahead. </summary>
    void CopyRows(int first, int end)
    {
        var ragged = _n % TLanes.Count;
        var edge = TLanes.Mask(0, ragged);
        for (var p = first; p < end; p++)
        {
            Real* from = _b.Pointer + p * _b.Row, panel = _to + (nint)p * PanelWidth;
            var j = 0;
            for (; j <= _n - PanelWidth; j += PanelWidth, panel += (nint)_k * PanelWidth)
            {
                TLanes.Store(panel, TLanes.Load(from + j));
                TLanes.Store(panel + TLanes.Count, TLanes.Load(from + j + TLanes.Count));
            }
            if (j <= _n - TLanes.Count)
            {
                TLanes.Store(panel, TLanes.Load(from + j));
                j += TLanes.Count;
                panel += TLanes.Count;
            }
            if (ragged != 0)
                TLanes.Store(panel, TLanes.Load(from + j, edge));
        }
    }

    void CopyPanel(int col)
    {
        var panel = _b.At(0, col);
        var cols = Math.Min(PanelWidth, _n - col);
        if (_b.Row == 1)
            Transpose.Copy(panel.Pointer, panel.Col, cols, _k, _to + (nint)col * _k, PanelWidth);
        else
            CopyElements(panel, cols, _to + (nint)col * _k);
    }

    void CopyElements(in Operand from, int cols, Real* copy)
    {
        for (var i = 0; i < _k; i++)
            for (var j = 0; j < cols; j++)
                copy[i * PanelWidth + j] = *from.At(i, j).Pointer;
    }
}
