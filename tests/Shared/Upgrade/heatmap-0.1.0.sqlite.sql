CREATE TABLE "DataProtectionKeys" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_DataProtectionKeys" PRIMARY KEY AUTOINCREMENT,
    "FriendlyName" TEXT NULL,
    "Xml" TEXT NULL
);


CREATE TABLE "People" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_People" PRIMARY KEY,
    "Email" TEXT NOT NULL,
    "DisplayName" TEXT NOT NULL,
    "PasswordHash" TEXT NOT NULL,
    "SecurityStamp" TEXT NOT NULL,
    "IsSupport" INTEGER NOT NULL
);


CREATE TABLE "Profiles" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Profiles" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "OwnerMemberId" TEXT NOT NULL,
    "Stamp" TEXT NOT NULL
);


CREATE TABLE "SecurityEvents" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_SecurityEvents" PRIMARY KEY AUTOINCREMENT,
    "Ticks" INTEGER NOT NULL,
    "Kind" TEXT NOT NULL,
    "IsAccount" INTEGER NOT NULL,
    "ScopeId" TEXT NOT NULL,
    "ScopeStamp" TEXT NOT NULL,
    "MemberId" TEXT NOT NULL,
    "AccountName" TEXT NOT NULL,
    "ActorId" TEXT NOT NULL,
    "ActorName" TEXT NOT NULL,
    "Client" TEXT NULL,
    "Count" INTEGER NULL,
    "Removal" TEXT NULL,
    "Reason" TEXT NULL
);


CREATE TABLE "TwoFactorBindings" (
    "Key" TEXT NOT NULL CONSTRAINT "PK_TwoFactorBindings" PRIMARY KEY,
    "EpochKey" TEXT NOT NULL,
    "ScopeKind" INTEGER NOT NULL,
    "ScopeId" TEXT NOT NULL,
    "ScopeStamp" TEXT NOT NULL,
    "Epoch" TEXT NOT NULL,
    "MemberId" TEXT NOT NULL,
    "MemberStamp" TEXT NOT NULL,
    "Version" INTEGER NOT NULL,
    "Failures" INTEGER NOT NULL,
    "LockedUntilUtcTicks" INTEGER NULL,
    "SpentSignIns" TEXT NULL,
    "BindingId" TEXT NULL,
    "ProtectedSecret" BLOB NULL,
    "LastAcceptedStep" INTEGER NULL,
    "BoundAtUtcTicks" INTEGER NULL,
    "BackupCodeSalt" BLOB NULL,
    "BackupCodeIterations" INTEGER NULL,
    "BackupCodeHashes" TEXT NULL,
    "PendingBindingId" TEXT NULL,
    "PendingProtectedSecret" BLOB NULL,
    "PendingReplacesBindingId" TEXT NULL,
    "PendingCallerHash" BLOB NULL,
    "PendingOwnerMemberId" TEXT NULL,
    "PendingExpiresAtUtcTicks" INTEGER NULL,
    "PendingLastAcceptedStep" INTEGER NULL
);


CREATE TABLE "TwoFactorDeliveries" (
    "Key" TEXT NOT NULL CONSTRAINT "PK_TwoFactorDeliveries" PRIMARY KEY,
    "JobKey" TEXT NOT NULL,
    "JobId" TEXT NOT NULL,
    "Recipient" TEXT NOT NULL,
    "Version" INTEGER NOT NULL,
    "Settled" INTEGER NOT NULL,
    "Attempts" INTEGER NOT NULL,
    "NotBeforeUtcTicks" INTEGER NOT NULL
);


CREATE TABLE "TwoFactorNotifications" (
    "Key" TEXT NOT NULL CONSTRAINT "PK_TwoFactorNotifications" PRIMARY KEY,
    "JobId" TEXT NOT NULL,
    "Version" INTEGER NOT NULL,
    "NotBeforeUtcTicks" INTEGER NOT NULL,
    "Payload" TEXT NOT NULL
);


CREATE TABLE "TwoFactorPolicies" (
    "Key" TEXT NOT NULL CONSTRAINT "PK_TwoFactorPolicies" PRIMARY KEY,
    "ScopeKind" INTEGER NOT NULL,
    "ScopeId" TEXT NOT NULL,
    "ScopeStamp" TEXT NOT NULL,
    "Version" INTEGER NOT NULL,
    "Enabled" INTEGER NOT NULL,
    "Epoch" TEXT NOT NULL,
    "ChangedAtUtcTicks" INTEGER NOT NULL,
    "ChangedBy" TEXT NOT NULL,
    "AnnouncementPending" INTEGER NOT NULL,
    "RetiredEpochs" TEXT NOT NULL
);


CREATE TABLE "Heatmaps" (
    "ProfileId" TEXT NOT NULL,
    "Id" TEXT NOT NULL,
    "Title" TEXT NOT NULL,
    "PageUrl" TEXT NOT NULL,
    "Snapshot" TEXT NOT NULL,
    CONSTRAINT "PK_Heatmaps" PRIMARY KEY ("ProfileId", "Id"),
    CONSTRAINT "FK_Heatmaps_Profiles_ProfileId" FOREIGN KEY ("ProfileId") REFERENCES "Profiles" ("Id") ON DELETE CASCADE
);


CREATE TABLE "Invitations" (
    "TokenHash" TEXT NOT NULL CONSTRAINT "PK_Invitations" PRIMARY KEY,
    "ProfileId" TEXT NOT NULL,
    "MemberId" TEXT NOT NULL,
    CONSTRAINT "FK_Invitations_Profiles_ProfileId" FOREIGN KEY ("ProfileId") REFERENCES "Profiles" ("Id") ON DELETE CASCADE
);


CREATE TABLE "Memberships" (
    "MemberId" TEXT NOT NULL CONSTRAINT "PK_Memberships" PRIMARY KEY,
    "ProfileId" TEXT NOT NULL,
    "Email" TEXT NOT NULL,
    "PersonId" TEXT NULL,
    "InvitedAt" TEXT NOT NULL,
    "ActivatedAt" TEXT NULL,
    CONSTRAINT "FK_Memberships_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES "People" ("Id"),
    CONSTRAINT "FK_Memberships_Profiles_ProfileId" FOREIGN KEY ("ProfileId") REFERENCES "Profiles" ("Id") ON DELETE CASCADE
);


CREATE TABLE "ClickSpots" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_ClickSpots" PRIMARY KEY AUTOINCREMENT,
    "ProfileId" TEXT NOT NULL,
    "HeatmapId" TEXT NOT NULL,
    "Day" TEXT NOT NULL,
    "Element" TEXT NOT NULL,
    "X" INTEGER NOT NULL,
    "Y" INTEGER NOT NULL,
    "Clicks" INTEGER NOT NULL,
    CONSTRAINT "FK_ClickSpots_Heatmaps_ProfileId_HeatmapId" FOREIGN KEY ("ProfileId", "HeatmapId") REFERENCES "Heatmaps" ("ProfileId", "Id") ON DELETE CASCADE
);


CREATE TABLE "HeatmapLinks" (
    "Token" TEXT NOT NULL CONSTRAINT "PK_HeatmapLinks" PRIMARY KEY,
    "ProfileId" TEXT NOT NULL,
    "HeatmapId" TEXT NOT NULL,
    "Access" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "ExpiresAt" TEXT NULL,
    "RevokedAt" TEXT NULL,
    CONSTRAINT "FK_HeatmapLinks_Heatmaps_ProfileId_HeatmapId" FOREIGN KEY ("ProfileId", "HeatmapId") REFERENCES "Heatmaps" ("ProfileId", "Id") ON DELETE CASCADE,
    CONSTRAINT "FK_HeatmapLinks_Profiles_ProfileId" FOREIGN KEY ("ProfileId") REFERENCES "Profiles" ("Id") ON DELETE CASCADE
);


CREATE INDEX "IX_ClickSpots_ProfileId_HeatmapId_Day" ON "ClickSpots" ("ProfileId", "HeatmapId", "Day");


CREATE INDEX "IX_HeatmapLinks_ProfileId_HeatmapId" ON "HeatmapLinks" ("ProfileId", "HeatmapId");


CREATE INDEX "IX_Invitations_ProfileId" ON "Invitations" ("ProfileId");


CREATE INDEX "IX_Memberships_PersonId" ON "Memberships" ("PersonId");


CREATE UNIQUE INDEX "IX_Memberships_ProfileId_Email" ON "Memberships" ("ProfileId", "Email");


CREATE UNIQUE INDEX "IX_Memberships_ProfileId_PersonId" ON "Memberships" ("ProfileId", "PersonId");


CREATE UNIQUE INDEX "IX_People_Email" ON "People" ("Email");


CREATE INDEX "IX_SecurityEvents_IsAccount_ScopeId_ScopeStamp_Id" ON "SecurityEvents" ("IsAccount", "ScopeId", "ScopeStamp", "Id");


CREATE INDEX "IX_TwoFactorBindings_EpochKey_Key" ON "TwoFactorBindings" ("EpochKey", "Key");


CREATE INDEX "IX_TwoFactorDeliveries_JobKey_Key" ON "TwoFactorDeliveries" ("JobKey", "Key");


CREATE INDEX "IX_TwoFactorNotifications_NotBeforeUtcTicks" ON "TwoFactorNotifications" ("NotBeforeUtcTicks");


