using System.Runtime.InteropServices;

namespace HyperGan.Kernels;

/// <summary>
/// A small number as a type parameter: the <c>sizeof</c> of it. Code that depends on it is compiled once per value, without the branches. The
/// JIT knows a size when it reads the code, and does not read what hangs on another; a static property it would have to inline first, which
/// makes a tile take twice as long to compile.
/// </summary>
interface ISize;

[StructLayout(LayoutKind.Sequential, Size = 1)]
readonly struct S1 : ISize;

[StructLayout(LayoutKind.Sequential, Size = 2)]
readonly struct S2 : ISize;

[StructLayout(LayoutKind.Sequential, Size = 3)]
readonly struct S3 : ISize;

[StructLayout(LayoutKind.Sequential, Size = 4)]
readonly struct S4 : ISize;

[StructLayout(LayoutKind.Sequential, Size = 5)]
readonly struct S5 : ISize;

[StructLayout(LayoutKind.Sequential, Size = 6)]
readonly struct S6 : ISize;

[StructLayout(LayoutKind.Sequential, Size = 7)]
readonly struct S7 : ISize;

[StructLayout(LayoutKind.Sequential, Size = 8)]
readonly struct S8 : ISize;

[StructLayout(LayoutKind.Sequential, Size = 9)]
readonly struct S9 : ISize;

[StructLayout(LayoutKind.Sequential, Size = 10)]
readonly struct S10 : ISize;

[StructLayout(LayoutKind.Sequential, Size = 11)]
readonly struct S11 : ISize;

[StructLayout(LayoutKind.Sequential, Size = 12)]
readonly struct S12 : ISize;
