using System.Runtime.CompilerServices;

namespace HyperGan.Kernels;

/// <summary> One block of B with all rows of A, where the columns of C are not contiguous: strips of rows are computed aside and carried over. </summary>
[SkipLocalsInit]
readonly unsafe ref struct Strips<TVector, TLanes>(ref readonly Product block, ref readonly Panels panels, bool packsA) : IJob
    where TVector : struct
    where TLanes : ILanes<TVector>
{
    /// <summary> Rows of a strip. </summary>
    const int Height = 48;

    readonly ref readonly Product _block = ref block;
    readonly ref readonly Panels _panels = ref panels;
    readonly bool _packsA = packsA;

    public int Pieces => (_block.M + Height - 1) / Height;

    public void Run(int piece)
    {
        var row = piece * Height;
        var strip = _block.Region(row, Math.Min(Height, _block.M - row), 0, _block.N);
        var aside = strip with { C = new((nint)Scratch.Results(Height * strip.N), strip.N, 1), Start = default };
        var done = Blocks<TVector, TLanes>.FewColumns(aside, _panels, ending: default, team: null);
        var tiles = new TiledRows<TVector, TLanes>(aside, _panels, done, _packsA, fetchesC: false, ending: default, shared: false);
        Team.Run(team: null, tiles.Pieces, ref tiles);
        Carry(aside.C, strip);
    }

    static void Carry(in Operand aside, in Product strip)
    {
        if (strip.C.Row == 1 && strip.Start.IsNothing)
            Transpose.Copy(aside.Pointer, aside.Row, strip.M, strip.N, strip.C.Pointer, strip.C.Col);
        else if (strip.C.Row == 1 && strip.Start.Row == 1)
            Transpose.Add(aside.Pointer, aside.Row, strip.M, strip.N, strip.Start.Pointer, strip.Start.Col, strip.C.Pointer, strip.C.Col);
        else
            CarryElements(aside, strip);
    }

    static void CarryElements(in Operand aside, in Product strip)
    {
        for (var i = 0; i < strip.M; i++)
            for (var j = 0; j < strip.N; j++)
            {
                var value = *aside.At(i, j).Pointer;
                *strip.C.At(i, j).Pointer = strip.Start.IsNothing ? value : *strip.Start.At(i, j).Pointer + value;
            }
    }
}
