using System.Runtime.CompilerServices;

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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(in TileSetup setup, int rows, int cols, Real* a, Real* b, Real* start, Real* c)
    {
        var vectors = cols > TLanes.Count ? 2 : 1;
        var lanes = cols - (vectors - 1) * TLanes.Count;
        Tiles<TVector, TLanes>.Of(rows, vectors, ragged: lanes < TLanes.Count, setup.IsRowMajor)(setup, a, b, start, c, lanes);
    }
}
