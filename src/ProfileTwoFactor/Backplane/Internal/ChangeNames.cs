using System.Buffers.Binary;
using System.Buffers.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Backplane.Internal;

/// <summary>What the nodes of this app call things. Two apps on one server have nothing in common.</summary>
internal sealed class ChangeNames
{
    private readonly string _application;

    /// <remarks>By what Data Protection tells apps apart by: nodes that read each other's keys have it in common.</remarks>
    public ChangeNames(IOptions<DataProtectionOptions> keys, IHostEnvironment environment)
    {
        _application = keys.Value.ApplicationDiscriminator ?? environment.ApplicationName;
        Channel =
            "ptf-"
            + Base64Url.EncodeToString(
                KeyHash.Compute("change-channel.v1", _application).AsSpan(0, 16)
            );
    }

    public string Channel { get; }

    public Change Of(in TwoFactorScope scope) =>
        new(
            ChangeKind.Scope,
            Half(
                KeyHash.Compute(
                    "change-scope.v1",
                    _application,
                    scope.Kind.ToString(),
                    scope.Tenant,
                    scope.Id,
                    scope.Stamp
                )
            )
        );

    /// <summary>A window is called by its place in the cache, which decisions know without the cookie.</summary>
    public static Change Of(WindowPlace window) => new(ChangeKind.Window, Half(window.Hash));

    private static UInt128 Half(byte[] hash) => BinaryPrimitives.ReadUInt128BigEndian(hash);
}
