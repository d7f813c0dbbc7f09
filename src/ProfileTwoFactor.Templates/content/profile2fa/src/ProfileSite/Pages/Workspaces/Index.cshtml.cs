using ProfileSite.Workspaces;

namespace ProfileSite.Pages;

public sealed class WorkspaceModel : WorkspacePageModel;
