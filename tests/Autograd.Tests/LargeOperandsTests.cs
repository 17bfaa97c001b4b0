using HyperGan.Kernels;

namespace HyperGan.Autograd.Tests;

/// <summary> Large tensors go other ways than small ones (<see cref="LateRange"/>, sums that are cut, pieces for a team); nobody may see the difference. </summary>
public class LargeOperandsTests
{
    public static TheoryData<string> Names => [.. OpTable.Rows.Select(row => row.Name)];

    /// <summary> All operands are parts of one large tensor, whose gradient is that of the parts, and 0 between them. </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_of_parts_of_a_large_tensor_are_those_of_small_ones(string name)
    {
        var row = OpTable.Rows.Single(row => string.Equals(row.Name, name, StringComparison.Ordinal));
        foreach (var shapes in row.Shapes)
        {
            var numbers = row.Draw(shapes);
            var small = new Tape(OpRow.TapeSeed);
            Tensor[] x = [.. shapes.Select((shape, k) => small.Variable(numbers[k], shape))];
            var y = row.Record(x);
            small.Backward(y, Seed(y));
            var expected = new Real[Math.Max(LateRange.Least, numbers.Sum(n => n.Length + 1))];
            var values = new Real[expected.Length];
            var start = 0;
            for (var k = 0; k < x.Length; start += numbers[k++].Length + 1)
            {
                numbers[k].CopyTo(values, start);
                x[k].Gradient.CopyTo(expected.AsSpan(start));
            }

            var tape = new Tape(OpRow.TapeSeed);
            for (var turn = 0; turn < 2; turn++)   // the second finds what the first has left
            {
                tape.Reset();
                tape.Random.Position = 0;
                var large = tape.Variable(values, new(1, values.Length));
                start = 0;
                for (var k = 0; k < x.Length; start += numbers[k++].Length + 1)
                    x[k] = large.Slice(Axis.Columns, start, numbers[k].Length).Reshape(shapes[k]);
                y = row.Record(x);
                tape.Backward(y, Seed(y));
                Assert.Equal(expected, large.Gradient.ToArray());
            }
        }
    }

    /// <summary> Rows enough for all of it: the products with sums over the rows are cut, and slopes and results are shared out. </summary>
    [Theory]
    [InlineData(1), InlineData(2), InlineData(3)]
    public void A_layer_of_many_rows_has_the_values_and_gradients_of_the_definition(int workers)
    {
        const int inputs = 7, outputs = 9;
        var tolerance = sizeof(Real) == sizeof(float) ? 1e-3 : 1e-11;
        using var team = new Team(workers);
        foreach (var rows in new[] { 4_095, 4_096, 9_001 })
        {
            var tape = new Tape(seed: 3, team);
            var w = tape.Parameter("w", new(inputs, outputs), (values, random) => random.Uniform(values, -1, 1));
            var b = tape.Parameter("b", new(1, outputs), (values, random) => random.Uniform(values, -1, 1));
            var x = tape.Uniform(new(rows, inputs), -1, 1);
            var y = x.Affine(w, b, Activation.Tanh);
            var seed = tape.Uniform(y.Shape, -1, 1).Values.ToArray();
            tape.Backward(y, seed);
            var (dw, db) = (new double[inputs * outputs], new double[outputs]);
            for (var i = 0; i < rows; i++)
                for (var j = 0; j < outputs; j++)
                {
                    double z = b.Values[j];
                    for (var k = 0; k < inputs; k++)
                        z += (double)x.Values[i * inputs + k] * w.Values[k * outputs + j];
                    var value = Math.Tanh(z);
                    Assert.Equal(value, y.Values[i * outputs + j], tolerance);
                    var dz = seed[i * outputs + j] * (1 - value * value);
                    db[j] += dz;
                    for (var k = 0; k < inputs; k++)
                        dw[k * outputs + j] += dz * x.Values[i * inputs + k];
                }
            for (var i = 0; i < dw.Length; i++)
                Assert.Equal(dw[i], w.Gradient[i], tolerance);
            for (var j = 0; j < outputs; j++)
                Assert.Equal(db[j], b.Gradient[j], tolerance);
        }
    }

    static Real[] Seed(in Tensor y)
    {
        var seed = new Real[y.Shape.Size];
        new RandomStream(5).Uniform(seed, -1, 1);
        return seed;
    }
}
