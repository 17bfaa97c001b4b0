namespace HyperGan.Kernels.Tests;

public class GemmTests
{
    static readonly string[] _forms = ["NN", "NT", "TN", "TT"];

    [Theory]
    [InlineData("NN"), InlineData("NT"), InlineData("TN"), InlineData("TT")]
    public void AllSmallSizes_EqualTheNaiveProduct(string form)
    {
        for (var m = 0; m <= 12; m++)
            for (var n = 0; n <= 12; n++)
                for (var k = 0; k <= 12; k++)
                    Compare(form, 1, m, n, k);
    }

    /// <summary> Whole panels, then every number of columns that may be left, in tiles of every height. </summary>
    [Theory]
    [InlineData("NN"), InlineData("NT")]
    public void EveryRightEdge_EqualsTheNaiveProduct(string form)
    {
        for (var m = 1; m <= 13; m++)
            for (var n = 16; n <= 64; n++)
                Compare(form, 1, m, n, k: 5);
    }

    /// <summary> Four rows at a time, of which the last may be shared with those before, and four numbers of a row, of which the last may be fewer. </summary>
    [Theory]
    [InlineData("NN"), InlineData("NT"), InlineData("TN"), InlineData("TT")]
    public void FewLastColumns_EqualTheNaiveProduct(string form)
    {
        for (var m = 3; m <= 69; m++)
            for (var n = 33; n <= 37; n++)
                Compare(form, 1, m, n, k: 47 + m % 7);
    }

    /// <summary> The same numbers as in a product of which they are not the last columns. </summary>
    [Theory]
    [InlineData("NN"), InlineData("NT"), InlineData("TN"), InlineData("TT")]
    public void FewLastColumns_AreThoseOfAWiderProduct_ToTheBit(string form)
    {
        const int M = 45, Wide = 64, K = 53;
        using var memory = new Operands(form, 1, M, Wide, K);
        Gemm.Multiply(memory.A, memory.B, memory.C);
        for (var n = 33; n <= 36; n++)
        {
            var few = new Real[M * n];
            var b = memory.B;
            Gemm.Multiply(memory.A, new Matrix(b.Data, 1, K, n, 0, b.RowStride, b.ColStride), new Matrix(few, M, n));
            for (var i = 0; i < M; i++)
                Assert.Equal(memory.Result.Slice(i * Wide, n).ToArray(), few.AsSpan(i * n, n).ToArray());
        }
    }

    [Theory]
    [InlineData(1, 17, 33, 5), InlineData(1, 63, 65, 129), InlineData(1, 257, 31, 266), InlineData(1, 20, 100, 100)]
    [InlineData(1, 1, 400, 64), InlineData(1, 64, 1, 400), InlineData(1, 130, 700, 400), InlineData(1, 101, 97, 1100)]
    [InlineData(1, 3, 5000, 7), InlineData(1, 800, 700, 3), InlineData(1, 32, 10100, 32), InlineData(1, 32, 30, 5001), InlineData(1, 50, 20, 3000), InlineData(7, 20, 30, 10), InlineData(3, 1, 40, 1)]
    public void OddAndLargeSizes_EqualTheNaiveProduct(int stack, int m, int n, int k)
    {
        foreach (var form in _forms)
            Compare(form, stack, m, n, k);
    }

    /// <summary> As many numbers of B as one block holds, whose last panel is not full: rounded up, they are more than a block. </summary>
    [Theory]
    [InlineData(100, 2069, 190), InlineData(120, 2049, 191), InlineData(95, 770, 505), InlineData(20, 12301, 31)]
    public void ABlockWithARaggedLastPanel_EqualsTheNaiveProduct(int m, int n, int k)
    {
        foreach (var form in _forms)
            Compare(form, 1, m, n, k);
    }

    /// <summary> Several blocks of B, rows of B pages apart, and A contiguous or not: A is copied once for all blocks. </summary>
    [Fact]
    public void SeveralPackedBlocks_EqualTheNaiveProduct()
    {
        foreach (var form in _forms)
            Compare(form, 1, 101, 2048, 380);
    }

    /// <summary> C is filled with NaN before it is overwritten: one read of it would show. </summary>
    static void Compare(string form, int stack, int m, int n, int k)
    {
        using var memory = new Operands(form, stack, m, n, k);
        memory.Result.Fill(Real.NaN);
        Gemm.Multiply(memory.A, memory.B, memory.C);
        memory.AssertResult(start: null, form);

        var before = memory.FillResult();
        Gemm.Accumulate(memory.A, memory.B, memory.C);
        memory.AssertResult(before, form);
    }

    [Fact]
    public void Columns_MayLieApart()
    {
        Real[] a = Operands.Numbers(6 * 9, 1), b = Operands.Numbers(2 * 9 * 3 * 7, 2), c = Operands.Numbers(2 * 6 * 7, 3), expected = [.. c];
        var left = new Matrix(a, rows: 6, cols: 9);
        var right = new Matrix(b, 1, 9, 7, stackStride: 0, rowStride: 42, colStride: 3);
        Gemm.Accumulate(left, right, new Matrix(c, 1, 6, 7, 0, rowStride: 14, colStride: 2));
        NaiveGemm.Multiply(left, right, new Matrix(expected, 1, 6, 7, 0, 14, 2), new Matrix(expected, 1, 6, 7, 0, 14, 2));
        Assert.Equal(expected, c, Close);
    }

    [Theory]
    [InlineData(1, 25)]     // a column after the other, as a transpose lies
    [InlineData(9, 1)]
    [InlineData(30, 3)]     // neither contiguous
    [InlineData(2, 60)]
    [InlineData(5, 0), InlineData(0, 5), InlineData(0, 1), InlineData(1, 0), InlineData(0, 0)]   // repeated
    public void NumbersOfA_MayLieAnywhere(int rowStride, int colStride)
    {
        const int M = 25, N = 70, K = 9;
        Real[] a = Operands.Numbers((M - 1) * rowStride + (K - 1) * colStride + 1, 1), b = Operands.Numbers(K * N, 2), c = new Real[M * N], expected = new Real[M * N];
        var left = new Matrix(a, 1, M, K, 0, rowStride, colStride);
        var right = new Matrix(b, rows: K, cols: N);
        Gemm.Multiply(left, right, new Matrix(c, rows: M, cols: N));
        NaiveGemm.Multiply(left, right, new Matrix(new Real[M * N], rows: M, cols: N), new Matrix(expected, rows: M, cols: N));
        Assert.Equal(expected, c, Close);
    }

    [Theory]
    [InlineData(5, 1, 5), InlineData(1, 5, 5), InlineData(5, 5, 1), InlineData(5, 1, 1), InlineData(1, 5, 1), InlineData(1, 1, 5)]
    public void Stacks_OfOneAreShared_OrSummedInTheResult(int aStack, int bStack, int cStack)
    {
        const int m = 9, n = 21, k = 14;
        Real[] a = Operands.Numbers(aStack * m * k, 1), b = Operands.Numbers(bStack * k * n, 2), c = Operands.Numbers(cStack * m * n, 3);
        foreach (var transposed in new[] { false, true })
        {
            Real[] actual = [.. c], expected = [.. c];
            var left = transposed ? new Matrix(a, aStack, k, m).Transposed : new Matrix(a, aStack, m, k);
            var right = new Matrix(b, bStack, k, n);
            Gemm.Accumulate(left, right, new Matrix(actual, cStack, m, n));
            NaiveGemm.Multiply(left, right, new Matrix(c, cStack, m, n), new Matrix(expected, cStack, m, n));
            Assert.Equal(expected, actual, Close);
        }
    }

    [Theory]
    [InlineData(1, 1, 20, 100, 100), InlineData(4, 1, 20, 10, 30), InlineData(4, 4, 7, 33, 5), InlineData(1, 1, 300, 1, 9), InlineData(1, 1, 13, 1, 0)]
    [InlineData(1, 1, 1, 300, 40), InlineData(3, 1, 100, 40, 1), InlineData(1, 1, 130, 260, 700), InlineData(1, 1, 30, 20, 1100), InlineData(1, 1, 16, 16, 5000)]
    public void Affine_AddsTheBiasAndAppliesTheActivation(int stack, int biasStack, int m, int n, int k)
    {
        Real[] x = Operands.Numbers(stack * m * k, 1), w = Operands.Numbers(stack * k * n, 2), biases = Operands.Numbers(biasStack * Math.Max(m, n), 3);
        foreach (var isColumn in new[] { false, true })
        {
            var bias = isColumn ? new Matrix(biases, biasStack, m, 1) : new Matrix(biases, biasStack, 1, n);
            var actual = new Real[stack * m * n];
            var expected = new Real[stack * m * n];
            actual.AsSpan().Fill(Real.NaN);
            Gemm.Affine<Negated>(new Matrix(x, stack, m, k), new Matrix(w, stack, k, n), bias, new Matrix(actual, stack, m, n));
            NaiveGemm.Multiply(new Matrix(x, stack, m, k), new Matrix(w, stack, k, n), bias.ExpandTo(biasStack, m, n), new Matrix(expected, stack, m, n));
            Assert.Equal(expected.Select(v => -v), actual, IsClose);
            Gemm.Affine<Identity>(new Matrix(x, stack, m, k), new Matrix(w, stack, k, n), bias, new Matrix(actual, stack, m, n));
            Assert.Equal(expected, actual, IsClose);
        }

        // Long sums are compared as everywhere here; the short ones more strictly.
        bool IsClose(Real one, Real other) => k > 100 ? Math.Abs(one - other) <= Operands.Tolerance(k) : Close(one, other);
    }

    [Theory]
    [InlineData(1, 20, 100, 100), InlineData(4, 20, 10, 30), InlineData(4, 7, 33, 5), InlineData(1, 300, 1, 9), InlineData(1, 13, 1, 0), InlineData(1, 1, 300, 40)]
    [InlineData(3, 100, 40, 1), InlineData(2, 25, 37, 1), InlineData(1, 130, 260, 700), InlineData(1, 30, 20, 1100), InlineData(1, 3, 4, 2), InlineData(1, 300, 900, 600), InlineData(3, 21, 35, 49)]
    public void Affine_CutsNegativeSums_AsAFunctionWould_ToTheBit(int stack, int m, int n, int k)
    {
        foreach (var form in _forms)
            foreach (var isColumn in new[] { false, true })
            {
                using var memory = new Operands(form, stack, m, n, k);
                var biases = Operands.Numbers(m + n, 3);
                (biases[0], biases[isColumn ? m / 2 : n / 2], biases[isColumn ? m - 1 : n - 1]) = (Real.NegativeZero, Real.NaN, Real.NegativeInfinity);
                var bias = isColumn ? new Matrix(biases.AsSpan(0, m), m, 1) : new Matrix(biases.AsSpan(0, n), 1, n);
                Gemm.Affine<CutAfterwards>(memory.A, memory.B, bias, memory.C);
                Real[] expected = [.. memory.Result];
                memory.Result.Fill(Real.NaN);
                Gemm.Affine<Cut>(memory.A, memory.B, bias, memory.C);
                Assert.Equal(expected.Select(BitsOf), memory.Result.ToArray().Select(BitsOf));
            }

        static ulong BitsOf(Real value) => BitConverter.DoubleToUInt64Bits(value);
    }

    [Fact]
    public void Affine_OfAStackThatSharesWeights_StartsEveryMatrixFromTheColumn()
    {
        const int stack = 3, m = 9, n = 12, k = 7;
        Real[] x = Operands.Numbers(stack * m * k, 1), w = Operands.Numbers(k * n, 2), column = Operands.Numbers(m, 3), actual = new Real[stack * m * n], expected = new Real[stack * m * n];
        Gemm.Affine<Identity>(new Matrix(x, stack, m, k), new Matrix(w, k, n), new Matrix(column, m, 1), new Matrix(actual, stack, m, n));
        NaiveGemm.Multiply(new Matrix(x, stack, m, k), new Matrix(w, k, n), new Matrix(column, m, 1).ExpandTo(1, m, n), new Matrix(expected, stack, m, n));
        Assert.Equal(expected, actual, Close);
    }

    /// <summary> B beyond a million numbers, or with rows a page apart; A then too, and a transposed one wherever B is not near. </summary>
    [Theory]
    [InlineData("NN", 768, 768, false, false), InlineData("NN", 1024, 768, true, true), InlineData("NN", 1200, 1200, true, true), InlineData("NN", 400, 400, false, false)]
    [InlineData("NT", 768, 768, false, false), InlineData("NT", 768, 1024, true, true)]
    [InlineData("TN", 768, 768, false, true), InlineData("TN", 1024, 768, true, true), InlineData("TN", 400, 400, false, false), InlineData("TT", 700, 700, false, true)]
    public void LargeB_IsPacked_AndA_IsCopied_UnlessTheyLieWell(string form, int n, int k, bool packs, bool copiesRows)
    {
        var a = form[0] == 'T' ? new Operand(0, 1, 500) : new Operand(0, k, 1);
        var b = form[1] == 'T' ? new Operand(0, 1, k) : new Operand(0, n, 1);
        var plan = new GemmPlan(new Product { M = 500, N = n, K = k, A = a, B = b, C = new(0, n, 1) }, stack: 1);
        Assert.Equal((packs, copiesRows), (plan.Packs, plan.CopiesRows));
    }

    /// <summary> So many rows that the copy would be too large for the caches: then B is packed after all, beside a transposed A too. </summary>
    [Fact]
    public void ATallA_IsNotCopied_AndGivesTheNaiveProduct()
    {
        const int M = 3200, N = 700, K = 512, Some = 30;
        using var memory = new Operands("TN", 1, M, N, K);
        var plan = new GemmPlan(new Product { M = M, N = N, K = K, A = new(0, 1, M), B = new(0, N, 1), C = new(0, N, 1) }, stack: 1);
        Assert.Equal((true, false), (plan.Packs, plan.CopiesRows));
        Gemm.Multiply(memory.A, memory.B, memory.C);
        var expected = new Real[Some * N];
        NaiveGemm.Multiply(new Matrix(memory.A.Data, 1, Some, K, 0, 1, M), memory.B, default, new Matrix(expected, Some, N));
        Assert.Equal(expected, memory.Result[..expected.Length].ToArray(), (one, other) => Math.Abs(one - other) <= Operands.Tolerance(K));
    }

    /// <summary> A product with a vector fills no tile: with few columns its rows are what vectors run along. </summary>
    [Theory]
    [InlineData("TN", 100, 1, 20, true), InlineData("TN", 100, 3, 20, true), InlineData("TN", 100, 4, 20, false), InlineData("NN", 20, 100, 100, false), InlineData("NN", 1, 1, 100, false)]
    public void FewColumns_AreComputedTransposed_WhereThatIsCheaper(string form, int m, int n, int k, bool isTransposed)
    {
        var a = form[0] == 'T' ? new Operand(0, 1, m) : new Operand(0, k, 1);
        var lanes = WideLanes.IsSupported ? WideLanes.Count : NarrowLanes.Count;   // short vectors have less to lose
        Assert.Equal(isTransposed && lanes >= 8, new GemmPlan(new Product { M = m, N = n, K = k, A = a, B = new(0, n, 1), C = new(0, n, 1) }, stack: 1).IsTransposed);
    }

    [Fact]
    public void ColumnsOfOneArray_MayBeOperandAndResult()
    {
        Real[] both = [1, 2, 0, 0, 3, 4, 0, 0];
        Gemm.Multiply(new(both, 1, 2, 2, 0, 4, 1), new Matrix([0, 1, 1, 0], 2, 2), new(both.AsSpan(2), 1, 2, 2, 0, 4, 1));
        Assert.Equal([1, 2, 2, 1, 3, 4, 4, 3], both);
    }

    [Fact]
    public void EmptyStacks_AreEmptyProducts_AndTheirSumIsTheStart()
    {
        Real[] a = Operands.Numbers(6, 1), b = Operands.Numbers(6, 2), c = [1, 2, 3, 4];
        Matrix one = new(a, 2, 3), other = new(b, 3, 2);
        Gemm.Multiply(one, other, new Matrix(c, 0, 2, 2));
        Gemm.Multiply(new Matrix(a, 0, 2, 3), other, new Matrix([], 0, 2, 2));
        Gemm.Accumulate(new Matrix(a, 0, 2, 3), new Matrix([], 0, 3, 2), new Matrix(c, 2, 2));
        Assert.Equal([1, 2, 3, 4], c);
        Gemm.Affine<Negated>(new Matrix([], 0, 2, 3), other, new Matrix([5, 6], 1, 2), new Matrix(c, 2, 2));
        Assert.Equal([-5, -6, -5, -6], c);
        Gemm.Multiply(new Matrix([], 0, 2, 3), new Matrix([], 0, 3, 2), new Matrix(c, 2, 2));
        Assert.Equal([0, 0, 0, 0], c);
    }

    [Fact]
    public void Mismatches_NameTheShapes_AndLeaveTheResultAlone()
    {
        var c = Operands.Numbers(32 * 7, 1);
        Real[] kept = [.. c];
        AssertRefused("Multiply: 32×5 cannot multiply 4×7", () => Gemm.Multiply(new(new Real[160], 32, 5), new(new Real[28], 4, 7), new(c, 32, 7)));
        AssertRefused("room for 7×32", () => Gemm.Multiply(new(new Real[160], 32, 5), new(new Real[35], 5, 7), new(c, 7, 32)));
        AssertRefused("stacks of 2, 3", () => Gemm.Multiply(new(new Real[8], 2, 2, 2), new(new Real[12], 3, 2, 2), new(c, 3, 2, 2)));
        AssertRefused("overlaps", () => Gemm.Multiply(new(c, 2, 2), new(new Real[4], 2, 2), new(c, 2, 2)));
        AssertRefused("overlaps", () => Gemm.Multiply(new Matrix(c, 2, 2).Transposed, new(new Real[4], 2, 2), new(c, 2, 2)));
        AssertRefused("overlaps", () => Gemm.Affine<Identity>(new(new Real[4], 2, 2), new(new Real[4], 2, 2), new(c, 1, 2), new(c, 2, 2)));
        AssertRefused("overlaps", () => Gemm.Multiply(new(c, 1, 4, 3, 0, 7, 1), new(new Real[9], 3, 3), new(c, 1, 4, 3, 0, 7, 1)));
        AssertRefused("overlaps", () => Gemm.Multiply(new(c, 1, 4, 3, 0, 7, 1), new(new Real[9], 3, 3), new(c.AsSpan(5), 1, 4, 3, 0, 7, 1)));
        AssertRefused("overlaps", () => Gemm.Multiply(new(c.AsSpan(5), 1, 4, 3, 0, 7, 1), new(new Real[9], 3, 3), new(c, 1, 4, 3, 0, 7, 1)));
        AssertRefused("repeats", () => Gemm.Multiply(new(new Real[4], 2, 2), new(new Real[4], 2, 2), new Matrix(c, 1, 2).ExpandTo(1, 2, 2)));
        AssertRefused("repeats", () => Gemm.Multiply(new(new Real[4], 2, 2), new(new Real[4], 2, 2), new Matrix(c, 1, 2, 2, 0, 1, 1)));
        AssertRefused("the bias is 1×3", () => Gemm.Affine<Identity>(new(new Real[4], 2, 2), new(new Real[4], 2, 2), new(new Real[3], 1, 3), new(c, 2, 2)));
        Assert.Equal(kept, c);

        static void AssertRefused(string words, Action call) =>
            Assert.Contains(words, Assert.Throws<ArgumentException>(call).Message, StringComparison.Ordinal);
    }

    static bool Close(Real expected, Real actual) => Math.Abs(expected - actual) <= Operands.Tolerance(30) * Math.Max(1, Math.Abs(expected));
}
