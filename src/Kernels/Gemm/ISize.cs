namespace HyperGan.Kernels;

/// <summary> A small number known to the JIT: code that depends on it is compiled once per value, without the branches. </summary>
interface ISize
{
    static abstract int Value { get; }
}

readonly struct S0 : ISize
{
    public static int Value => 0;
}

readonly struct S1 : ISize
{
    public static int Value => 1;
}

readonly struct S2 : ISize
{
    public static int Value => 2;
}

readonly struct S3 : ISize
{
    public static int Value => 3;
}

readonly struct S4 : ISize
{
    public static int Value => 4;
}

readonly struct S5 : ISize
{
    public static int Value => 5;
}

readonly struct S6 : ISize
{
    public static int Value => 6;
}

readonly struct S7 : ISize
{
    public static int Value => 7;
}

readonly struct S8 : ISize
{
    public static int Value => 8;
}

readonly struct S9 : ISize
{
    public static int Value => 9;
}

readonly struct S10 : ISize
{
    public static int Value => 10;
}

readonly struct S11 : ISize
{
    public static int Value => 11;
}

readonly struct S12 : ISize
{
    public static int Value => 12;
}
