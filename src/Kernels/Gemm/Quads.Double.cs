#if DOUBLE
namespace HyperGan.Kernels;

/// <summary> A vector has no room for four rows of four columns: the tile does it all. </summary>
static class Quads
{
    public static int Compute(in Product block, in Panels panels, Ending ending, Team? team) => 0;
}
#endif
