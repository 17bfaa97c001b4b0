namespace HyperGan.Kernels;

/// <summary>
/// The columns on the right that fill no panel: one or two vectors, the last of them ragged. Where the tile is 512 bits wide, few columns
/// go through 256 bits: hardware that does two such multiply–adds in the time of a wide one then wastes half as much on lanes that are not there.
/// </summary>
static unsafe class Edge<TVector, TLanes>
    where TVector : struct
    where TLanes : ILanes<TVector>
{
    /// <summary> The last <paramref name="cols"/> columns of a tile of <paramref name="rows"/> rows; the pointers stand at the first of them. </summary>
    public static void Run(in Product block, int rows, int cols, in Operand a, Real* panel, in Panels panels, Real* start, nint startRow, Real* c, bool fetches)
    {
        var vectors = cols > TLanes.Count ? 2 : 1;
        var beyond = vectors * TLanes.Count - cols;
        var (shift, mask) = panels.HasSlack ? (0, TLanes.Mask(0, TLanes.Count - beyond)) : (beyond, TLanes.Mask(beyond, TLanes.Count));
        Tiles<TVector, TLanes>.Of(rows, vectors, ragged: beyond != 0)(
            block.K, a.Pointer, a.Row * sizeof(Real), a.Col * sizeof(Real), panel, panels.Row, start, startRow, c, block.C.Row, fetches,
            (vectors - 1) * TLanes.Count - shift, mask);
    }
}
