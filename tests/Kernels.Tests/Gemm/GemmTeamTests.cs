namespace HyperGan.Kernels.Tests;

/// <summary> What a team changes about a product: nothing but the time. </summary>
public class GemmTeamTests
{
    static readonly string[] _forms = ["NN", "NT", "TN", "TT"];

    [Theory]
    [InlineData(1, 300, 200, 150), InlineData(1, 520, 530, 600), InlineData(1, 100, 770, 220), InlineData(1, 32, 10100, 32), InlineData(32, 20, 100, 100), InlineData(3, 257, 129, 65), InlineData(1, 512, 1, 300), InlineData(1, 4000, 3, 300), InlineData(1, 520, 530, 1), InlineData(32, 20, 100, 1), InlineData(1, 32, 32, 10000), InlineData(1, 1000, 100, 100), InlineData(1, 1100, 2048, 380)]
    public void Result_IsTheSameToTheBit_ForAnyNumberOfWorkers(int stack, int m, int n, int k)
    {
        foreach (var form in _forms)
        {
            using var memory = new Operands(form, stack, m, n, k);
            Gemm.Multiply(memory.A, memory.B, memory.C);
            Real[] alone = [.. memory.Result];
            foreach (var workers in new[] { 1, 2, 3, 8 })
            {
                using var team = new Team(workers);
                memory.Result.Fill(Real.NaN);
                Gemm.Multiply(memory.A, memory.B, memory.C, team);
                Assert.True(memory.Result.SequenceEqual(alone), $"{form} with {workers} workers differs from one.");
            }
        }
    }

    /// <summary> Packed, with a copied weight, and computed as Cᵀ: each time all workers share one product, and the activation comes last. </summary>
    [Theory]
    [InlineData("NN", 300, 200, 900), InlineData("NT", 300, 200, 150), InlineData("TT", 32, 300, 5200), InlineData("NN", 1000, 100, 90)]
    public void Activation_FollowsTheProduct_TheSameToTheBitForAnyNumberOfWorkers(string form, int m, int n, int k)
    {
        using var memory = new Operands(form, 1, m, n, k);
        var bias = new Matrix(Operands.Numbers(n, 5), 1, n);
        Gemm.Affine<Negated>(memory.A, memory.B, bias, memory.C);
        Real[] alone = [.. memory.Result], expected = new Real[m * n];
        NaiveGemm.Multiply(memory.A, memory.B, bias.ExpandTo(1, m, n), new Matrix(expected, m, n));
        Assert.Equal(expected.Select(v => -v), alone, (one, other) => Math.Abs(one - other) <= Operands.Tolerance(k));
        foreach (var workers in new[] { 2, 3 })
        {
            using var team = new Team(workers);
            memory.Result.Fill(Real.NaN);
            Gemm.Affine<Negated>(memory.A, memory.B, bias, memory.C, team);
            Assert.True(memory.Result.SequenceEqual(alone), $"{form} with {workers} workers differs from one.");
        }
    }

    /// <summary> B is shared, a copy or where it lies, where there are rows for all; columns are cut where C is wide, and a stack has products for all. </summary>
    [Theory]
    [InlineData("NN", 1, 768, 768, 768, 8, true), InlineData("NN", 1, 1024, 1024, 1024, 2, true), InlineData("TN", 1, 768, 768, 768, 2, true), InlineData("NN", 1, 768, 768, 768, 9, false), InlineData("TT", 1, 768, 1500, 768, 2, true), InlineData("NN", 1, 768, 1600, 768, 2, false)]
    [InlineData("NN", 1, 1000, 100, 100, 2, true), InlineData("NN", 8, 1000, 100, 100, 2, false), InlineData("NT", 8, 1000, 100, 100, 2, true), InlineData("NT", 1, 256, 256, 256, 2, false)]
    [InlineData("NN", 1, 256, 256, 256, 2, true), InlineData("TN", 1, 512, 512, 256, 2, true), InlineData("NN", 1, 200, 800, 100, 2, true), InlineData("NN", 1, 200, 801, 100, 2, false), InlineData("NN", 1, 191, 200, 200, 2, false)]
    [InlineData("TT", 1, 32, 300, 5200, 2, true), InlineData("NT", 1, 200, 30, 30, 2, false)]
    public void B_IsShared_WhereRowsCanBeDealtOut(string form, int stack, int m, int n, int k, int workers, bool isShared)
    {
        var a = form[0] == 'T' ? new Operand(0, 1, m) : new Operand(0, k, 1);
        var b = form[1] == 'T' ? new Operand(0, 1, k) : new Operand(0, n, 1);
        var product = new StackedProduct(stack, new(m * k, k * n, 0, m * n)) { First = new Product { M = m, N = n, K = k, A = a, B = b, C = new(0, n, 1) } };
        product.Settle();
        Assert.Equal(isShared, product.IsShared(workers));
    }

    /// <summary> Every element of C is in one part, and no part has a grain more than another. </summary>
    [Theory]
    [InlineData(32, 400, 100, 4, 96), InlineData(64, 400, 400, 13, 16), InlineData(100, 20, 5000, 5, 4), InlineData(400, 32, 400, 16, 24), InlineData(32, 10100, 32, 16, 608)]
    public void PartsAreOfEqualSize_ToAGrain(int m, int n, int k, int parts, int least)
    {
        var product = new StackedProduct(new Product { M = m, N = n, K = k, A = new(0, k, 1), B = new(0, n, 1), C = new(0, n, 1) });
        var job = new GemmJob<Identity>(product, workers: 2);
        Assert.Equal(parts, job.Pieces);
        int[] sizes = [.. Enumerable.Range(0, parts).Select(part => n >= m ? job.Region(0, part).N : job.Region(part, 0).M)];
        Assert.Equal(Math.Max(m, n), sizes.Sum());
        Assert.Equal(least, sizes.Min());
        Assert.True(sizes.Max() - least <= 32);
    }

    [Theory]
    [InlineData(768, 2, 2), InlineData(768, 3, 4), InlineData(768, 8, 8), InlineData(1024, 8, 8), InlineData(2048, 1, 4), InlineData(2048, 2, 4)]
    public void WidePackedProducts_AreCutForTheTeam_IntoFewPartsOfWholePanels(int cols, int workers, int parts)
    {
        var product = new StackedProduct(new Product { M = 128, N = cols, K = 2048, A = new(0, 2048, 1), B = new(0, cols, 1), C = new(0, cols, 1) });
        Assert.True(product.Packs);
        Assert.Equal(parts, new GemmJob<Identity>(product, workers).Pieces);
    }

    /// <summary> A product with a vector, and a stack of outer products, have few multiply–adds and take as long as their numbers. </summary>
    [Theory]
    [InlineData(1, 1, 512, 512, 8), InlineData(32, 20, 100, 1, 3), InlineData(1, 32, 100, 32, 1), InlineData(1, 32, 512, 512, 16)]
    public void ThinProducts_AreCut_ByTheNumbersTheyMove(int stack, int m, int n, int k, int pieces)
    {
        var product = new StackedProduct(stack, new(m * k, k * n, 0, m * n)) { First = new Product { M = m, N = n, K = k, A = new(0, k, 1), B = new(0, n, 1), C = new(0, n, 1) } };
        product.Settle();
        Assert.Equal(pieces, new GemmJob<Identity>(product, workers: 2).Pieces);
    }

    [Fact]
    public void NothingIsAllocated()
    {
        using var memory = new Operands("NT", 2, 200, 140, 1200);
        using var team = new Team(2);
        Assert.Equal(0, Allocation.Of(Run, times: 2));

        void Run()
        {
            Gemm.Multiply(memory.A, memory.B, memory.C, team);
            Gemm.Accumulate(memory.A, memory.B, memory.C);
        }
    }
}
