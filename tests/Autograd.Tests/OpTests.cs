using System.Reflection;
using HyperGan.Kernels;

namespace HyperGan.Autograd.Tests;

/// <summary> Every row of <see cref="OpTable"/> through every test. </summary>
public class OpTests
{
    static readonly double _epsilon = (double)Real.BitIncrement(1) - 1;

    public static TheoryData<string> Names => [.. OpTable.Rows.Select(row => row.Name)];

    public static TheoryData<string> Refusing => [.. OpTable.Rows.Where(row => row.Refusals.Length > 0).Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Value_IsThatOfTheDefinition(string name)
    {
        var row = RowOf(name);
        foreach (var shapes in row.Shapes)
        {
            var numbers = row.Draw(shapes);
            var y = row.Record(Constants(NewTape(), shapes, numbers));
            var expected = row.Reference([.. shapes.Select((shape, k) => new Numbers(shape, Array.ConvertAll(numbers[k], x => (double)x)))]);
            Assert.Equal(expected.Shape, y.Shape);
            Assert.False(y.Tracked);
            for (var i = 0; i < expected.Data.Length; i++)
                Assert.True(
                    Math.Abs(y.Values[i] - expected.Data[i]) <= row.Epsilons * _epsilon * Math.Max(1, Math.Abs(expected.Data[i])),
                    $"{name} of {string.Join(", ", shapes)}: {y.Values[i]:r} instead of {expected.Data[i]:r} at {i}.");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradient_IsTheLimitOfDifferences(string name)
    {
        var row = RowOf(name);
        foreach (var shapes in row.Shapes)
            new GradientCheck { Elements = 16 }.Verify(row.Record(Variables(NewTape(), shapes, row.Draw(shapes))));
    }

    /// <summary> The check also sees that the other operands are left alone. </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Gradient_OfOneOperandAlone(string name)
    {
        var row = RowOf(name);
        for (var alone = 0; alone < row.Domains.Length && row.Domains.Length > 1; alone++)
            foreach (var shapes in row.Shapes)
            {
                var tape = NewTape();
                var numbers = row.Draw(shapes);
                var x = shapes.Select((shape, k) => k == alone ? tape.Variable(numbers[k], shape) : tape.Constant(numbers[k], shape)).ToArray();
                new GradientCheck { Elements = 0, Directions = 1 }.Verify(row.Record(x));
            }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_AreAddedToWhatIsThere(string name)
    {
        var row = RowOf(name);
        foreach (var shapes in row.Shapes)
        {
            var tape = NewTape();
            var numbers = row.Draw(shapes);
            Tensor[] x = [.. shapes.Select((shape, k) => tape.Parameter($"{k}", shape, (values, _) => numbers[k].CopyTo(values)))];
            var y = row.Record(x);
            tape.Backward(y, Seed(y));
            Real[] once = tape.Parameters.Gradients.ToArray();
            tape.Parameters.Gradients.Fill(1);
            tape.Backward(y, Seed(y), accumulate: true);
            for (var i = 0; i < once.Length; i++)
                Assert.Equal(once[i] + 1, tape.Parameters.Gradients[i], 16 * _epsilon * Math.Max(1, Math.Abs((double)once[i])));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void OldContentOfTheResult_DoesNotMatter(string name)
    {
        var row = RowOf(name);
        foreach (var shapes in row.Shapes)
        {
            var tape = NewTape();
            var y = row.Record(Variables(tape, shapes, row.Draw(shapes)));
            tape.Backward(y, Seed(y));
            Real[] values = y.Values.ToArray(), gradients = Gradients(tape);
            foreach (ref readonly var node in tape.Nodes)
            {
                Poison(node.Y);
                Poison(node.Scratch);
            }
            tape.Replay();
            tape.Backward(y, Seed(y));
            Assert.Equal(values, y.Values.ToArray());
            Assert.Equal(gradients, Gradients(tape));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AfterAReset_TheSameBitsComeAgain(string name)
    {
        var row = RowOf(name);
        var tape = NewTape();
        foreach (var shapes in row.Shapes)
        {
            var (values, gradients) = Step();
            var (again, gradientsAgain) = Step();
            Assert.Equal(values, again);
            Assert.Equal(gradients, gradientsAgain);

            (Real[], Real[]) Step()
            {
                tape.Reset();
                tape.Random.Position = 0;
                var y = row.Record(Variables(tape, shapes, row.Draw(shapes)));
                tape.Backward(y, Seed(y));
                return (y.Values.ToArray(), Gradients(tape));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Refusing))]
    public void WhatDoesNotFit_IsRefused_AndTheTapeGoesOn(string name)
    {
        var row = RowOf(name);
        foreach (var (shapes, record, words) in row.Refusals)
        {
            var tape = NewTape();
            var x = Variables(tape, shapes, row.Draw(shapes));
            var before = x[0].Square();
            var nodes = tape.Nodes.Length;
            var message = Assert.ThrowsAny<ArgumentException>(() => record(x)).Message;
            foreach (var word in words)
                Assert.Contains(word, message, StringComparison.Ordinal);
            Assert.Equal(nodes, tape.Nodes.Length);
            var after = (before * 3).Sum();
            tape.Backward(after);
            Assert.Equal(3.0 * x[0].Values.ToArray().Sum(v => (double)v * v), after.Item(), 1e-5);
            Assert.Equal([.. x[0].Values.ToArray().Select(v => 6 * v)], x[0].Gradient.ToArray());
        }
    }

    [Fact]
    public void EveryOperation_HasARow()
    {
        var recorded = OpTable.Rows.SelectMany(Recorded).ToHashSet();
        Assert.DoesNotContain(OperationsOf(typeof(Tape).Assembly), type => !recorded.Contains(type));
        Assert.Contains(OperationsOf(typeof(OpTests).Assembly), type => !recorded.Contains(type));   // so one without a row would be seen
    }

    [Fact]
    public void EveryMethodThatMakesATensor_HasARow()
    {
        var methods = typeof(Tensor).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static)
            .Where(method => method.ReturnType == typeof(Tensor)).Select(method => method.Name switch
            {
                "op_Addition" => "Add",
                "op_Subtraction" => "Subtract",
                "op_Multiply" => "Multiply",
                "op_Division" => "Divide",
                "op_UnaryNegation" => "Negate",
                var name => name,
            }).Except([nameof(Tensor.Detach)], StringComparer.Ordinal);   // which has no gradient; TapeTests see to it
        Assert.Empty(methods.Except(OpTable.Rows.Select(row => row.Method), StringComparer.Ordinal));
    }

    [Fact]
    public void NoTwoRows_HaveOneName() => Assert.Distinct(OpTable.Rows.Select(row => row.Name), StringComparer.Ordinal);

    /// <summary> Operations, and the functions that some are made of. </summary>
    static IEnumerable<Type> OperationsOf(Assembly assembly) => assembly.GetTypes().Where(type =>
        type is { IsAbstract: false, IsInterface: false } && (type.IsAssignableTo(typeof(Op)) || type.IsAssignableTo(typeof(IMap)) || type.IsAssignableTo(typeof(IZip))));

    static IEnumerable<Type> Recorded(OpRow row)
    {
        var types = new HashSet<Type>();
        foreach (var shapes in row.Shapes)
        {
            var tape = NewTape();
            row.Record(Variables(tape, shapes, row.Draw(shapes)));
            foreach (ref readonly var node in tape.Nodes)
            {
                var type = node.Op.GetType();
                types.Add(type.IsGenericType ? type.GetGenericTypeDefinition() : type);
                types.UnionWith(type.GetGenericArguments());
            }
        }
        return types;
    }

    static OpRow RowOf(string name) => OpTable.Rows.Single(row => string.Equals(row.Name, name, StringComparison.Ordinal));

    static Tape NewTape() => new(OpRow.TapeSeed);

    static Tensor[] Constants(Tape tape, Shape[] shapes, Real[][] numbers) => [.. shapes.Select((shape, k) => tape.Constant(numbers[k], shape))];

    static Tensor[] Variables(Tape tape, Shape[] shapes, Real[][] numbers) => [.. shapes.Select((shape, k) => tape.Variable(numbers[k], shape))];

    static Real[] Seed(Tensor y)
    {
        var seed = new Real[y.Shape.Size];
        new RandomStream(5).Uniform(seed, 1, 2);
        return seed;
    }

    /// <summary> Of all leaves, one after the other. </summary>
    static Real[] Gradients(Tape tape)
    {
        var gradients = new List<Real>();
        foreach (ref readonly var node in tape.Nodes)
        {
            Add(node.A);
            Add(node.B);
            Add(node.C);
        }
        return [.. gradients];

        void Add(Operand operand)
        {
            if (operand.Tracked)
                gradients.AddRange(operand.Grads);
        }
    }

    static void Poison(Operand operand)
    {
        if (operand.Shape == default)
            return;
        operand.Values.Fill(Real.NaN);
        operand.Grads.Fill(Real.NaN);
    }
}
