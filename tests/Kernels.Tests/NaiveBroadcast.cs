namespace HyperGan.Kernels.Tests;

/// <summary> Broadcasting and sums as the textbook writes them: the plain twin of <see cref="Broadcast"/> and <see cref="Reduce"/>. </summary>
static class NaiveBroadcast
{
    /// <summary> The element that (s, i, j) of the whole shape meets. </summary>
    public static ref Real At(Matrix m, int s, int i, int j) => ref m[m.Stack == 1 ? 0 : s, m.Rows == 1 ? 0 : i, m.Cols == 1 ? 0 : j];

    public static Real[] Apply(Matrix a, Matrix b, int stack, int rows, int cols, Func<Real, Real, Real> f)
    {
        var y = new Real[stack * rows * cols];
        for (var n = 0; n < y.Length; n++)
        {
            var (s, i, j) = (n / (rows * cols), n / cols % rows, n % cols);
            y[n] = f(At(a, s, i, j), At(b, s, i, j));
        }
        return y;
    }

    /// <summary> into += Σ dy · slope(a, b, y) </summary>
    public static void Accumulate(Matrix a, Matrix b, Matrix y, Matrix dy, Matrix into, Func<Real, Real, Real, Real> slope)
    {
        for (var s = 0; s < y.Stack; s++)
            for (var i = 0; i < y.Rows; i++)
                for (var j = 0; j < y.Cols; j++)
                    At(into, s, i, j) += dy[s, i, j] * slope(At(a, s, i, j), At(b, s, i, j), y[s, i, j]);
    }

    /// <summary> into += scale · Σ source </summary>
    public static void Accumulate(Matrix source, Matrix into, Real scale)
    {
        for (var s = 0; s < Joint(source.Stack, into.Stack); s++)
            for (var i = 0; i < Joint(source.Rows, into.Rows); i++)
                for (var j = 0; j < Joint(source.Cols, into.Cols); j++)
                    At(into, s, i, j) += scale * At(source, s, i, j);
    }

    static int Joint(int source, int into) => source == 1 ? into : source;
}
